SELECT COUNT(*) AS baseline, COUNT(m.customer_no) AS in_list
FROM {contents} b
LEFT JOIN {p2}RUN_MEMBER m ON m.run_no = {run} AND m.customer_no = b.customer_no
WHERE b.sync_id = {sync}
