using Microsoft.Data.Sqlite;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Where the one database is.</summary>
public abstract record DatabaseLocation
{
    private DatabaseLocation()
    {
    }

    /// <param name="Path">Of the database file.</param>
    public sealed record SqliteFile(string Path) : DatabaseLocation
    {
        /// <summary>Waits up to 10 s for another writer; WAL is set once, by <see cref="DatabaseStartup"/>.</summary>
        public string ConnectionString { get; } = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            DefaultTimeout = 10,
            ForeignKeys = true,
        }.ToString();
    }

    public sealed record Postgres(string ConnectionString) : DatabaseLocation
    {
        // A record prints its members: a connection string holds a password.
        public override string ToString() => "PostgreSQL";
    }
}
