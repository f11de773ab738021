# Makes a PostgreSQL cluster in the folder $2 with the binaries in $1 and the
# settings $3, says "ready", and takes all of it away when its input ends.
bin=$1 dir=$2 settings=$3
umask 077
printf '%s' "$HOUBU_CLUSTER_PASSWORD" >"$dir/password"
unset HOUBU_CLUSTER_PASSWORD

if "$bin/initdb" -D "$dir/data" -U postgres --pwfile="$dir/password" --auth=password \
	--encoding=UTF8 --locale=C --no-sync >"$dir/log" 2>&1 &&
	printf '%s' "$settings" >>"$dir/data/postgresql.conf" &&
	"$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -s -w start >>"$dir/log" 2>&1; then
	echo ready
	cat >/dev/null
else
	cat "$dir/log"
fi
"$bin/pg_ctl" -D "$dir/data" -m immediate -s stop >/dev/null 2>&1
cd / && rm -rf "$dir"
