#!/usr/bin/env bash
# Nothing is released yet: each context has one initial migration per engine, which this script renews after a change of the model.
#
#   ./src/renew-migrations.sh                   all contexts
#   ./src/renew-migrations.sh Articles Alerts   only these
set -euo pipefail
cd "$(dirname "$0")"
dotnet tool restore >/dev/null
stages=("$@")
if ((${#stages[@]} == 0)); then stages=(Articles Ingestion Publishing Alerts); fi
for stage in "${stages[@]}"; do
  project="Yunhepan.FeedBot.$stage"
  rm -rf "$project/Migrations"
  dotnet build "$project" --nologo -v quiet -p:TreatWarningsAsErrors=false
  for engine in Sqlite Postgres; do
    dotnet ef migrations add Initial --no-build --project "$project" --context "$engine${stage}Db" --output-dir "Migrations/$engine"
  done
done
# The name never changes, so that a change of the model shows as a change of lines.
for file in Yunhepan.FeedBot.*/Migrations/*/*_Initial*.cs; do
  sed -i -E 's/"[0-9]{14}_Initial"/"20261129000000_Initial"/; s/^\xEF\xBB\xBF//' "$file"
  to="$(dirname "$file")/20261129000000_Initial${file##*_Initial}"
  [[ $file == "$to" ]] || mv "$file" "$to"
done
# The tables of the index are not entities; their statements are at the end of the migration.
for engine in Sqlite Postgres; do
  file=Yunhepan.FeedBot.Articles/Migrations/$engine/20261129000000_Initial.cs
  grep -q 'Index.Schema' "$file" || sed -i "0,/^        }$/s//\n            migrationBuilder.Sql(Storage.${engine}Index.Schema);\n        }/" "$file"
done
