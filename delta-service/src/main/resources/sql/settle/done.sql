DELETE FROM {p2}SETTLING WHERE run_no = {run} AND settlement_no = {settlement}
