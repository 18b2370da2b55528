SELECT COUNT(*) FROM {p2}PLAN_ADDRESS x WHERE x.sequence > {first} AND x.address_no = 1 AND x.run_no = {run}
