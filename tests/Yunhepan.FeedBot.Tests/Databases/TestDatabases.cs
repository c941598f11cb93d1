using Microsoft.Data.Sqlite;
using Npgsql;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Tests.Databases;

[assembly: AssemblyFixture(typeof(TestDatabases))]

namespace Yunhepan.FeedBot.Tests.Databases;

public enum DatabaseEngine
{
    Sqlite,
    Postgres,
}

/// <summary>For theories: <c>[MemberData(nameof(Engines.All), MemberType = typeof(Engines))]</c>.</summary>
public static class Engines
{
    public static TheoryData<DatabaseEngine> All { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];
}

/// <summary>
/// A fresh, empty database for each test: take this as a constructor parameter. The PostgreSQL server is started at its
/// first use; <c>FEEDBOT_TEST_POSTGRES</c> (a connection string that may create databases) names another one.
/// </summary>
public sealed class TestDatabases : IDisposable
{
    public const string Variable = "FEEDBOT_TEST_POSTGRES";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private PostgresServer? _server;
    private bool _started;
    private int _databases;

    /// <summary>Skips the test, visibly, where there is no such engine.</summary>
    public async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        if (engine == DatabaseEngine.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("feedbot-test-").FullName;
            return new TestDatabase(new DatabaseLocation.SqliteFile(Path.Combine(folder, "feedbot.db")), folder, null);
        }

        if (await ServerAsync() is not { } server)
        {
            Assert.Skip($"No PostgreSQL binaries on this machine, and {Variable} is not set.");
            throw new System.Diagnostics.UnreachableException();
        }

        var name = $"feedbot_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await TestDatabase.ExecuteAsync(server, $"CREATE DATABASE {name}");
        var location = new DatabaseLocation.Postgres(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString());
        return new TestDatabase(location, null, server);
    }

    public void Dispose()
    {
        _server?.Dispose();
        _starting.Dispose();
    }

    private async Task<string?> ServerAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        await _starting.WaitAsync();
        try
        {
            if (!_started)
                (_server, _started) = (await PostgresServer.StartAsync(), true);
            return _server?.ConnectionString;
        }
        finally
        {
            _starting.Release();
        }
    }
}

/// <summary>One database; gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly string? _server;

    internal TestDatabase(DatabaseLocation location, string? folder, string? server) =>
        (Location, _folder, _server) = (location, folder, server);

    public DatabaseLocation Location { get; }

    public async ValueTask DisposeAsync()
    {
        if (Location is DatabaseLocation.Postgres postgres)
        {
            var name = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Database;
            await ExecuteAsync(_server!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            return;
        }

        await using (var connection = new SqliteConnection(((DatabaseLocation.SqliteFile)Location).ConnectionString))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder!, recursive: true);
    }

    internal static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
