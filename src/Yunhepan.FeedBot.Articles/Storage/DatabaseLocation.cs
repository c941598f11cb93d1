using Microsoft.Data.Sqlite;
using Npgsql;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>The location of the one database.</summary>
public abstract record DatabaseLocation
{
    private DatabaseLocation()
    {
    }

    /// <param name="Path">The path of the database file.</param>
    public sealed record SqliteFile(string Path) : DatabaseLocation
    {
        /// <summary>Waits up to 10 s for another writer; <see cref="DatabaseMigrator"/> sets WAL once.</summary>
        public string ConnectionString { get; } = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            DefaultTimeout = 10,
            ForeignKeys = true,
        }.ToString();
    }

    public sealed record Postgres(string ConnectionString) : DatabaseLocation
    {
        /// <summary>The host and port, without any secret.</summary>
        public string Server => new NpgsqlConnectionStringBuilder(ConnectionString) is var server ? $"{server.Host}:{server.Port}" : "";

        // The generated ToString prints all members, and a connection string contains a password.
        public override string ToString() => "PostgreSQL";
    }
}
