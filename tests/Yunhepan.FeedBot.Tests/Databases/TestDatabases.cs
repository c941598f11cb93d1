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

/// <summary>The engines for theories: <c>[MemberData(nameof(Engines.All), MemberType = typeof(Engines))]</c>.</summary>
public static class Engines
{
    public static TheoryData<DatabaseEngine> All { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];
}

/// <summary>
/// Provides a new database with every stage's tables for each test: take this as a constructor parameter. The tables are created
/// once in a run, and a test gets a copy. The PostgreSQL server starts at its first use; <c>FEEDBOT_TEST_POSTGRES</c> (a
/// connection string that may create databases) names another one.
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    public const string Variable = "FEEDBOT_TEST_POSTGRES";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly string _template = $"feedbot_{Environment.ProcessId}_template";
    private PostgresServer? _server;
    private string? _connection;
    private bool _started;
    private int _databases;

    /// <summary>Skips the test, visibly, where there is no such engine.</summary>
    public Task<TestDatabase> CreateAsync(DatabaseEngine engine) => CreateAsync(engine, isEmpty: false);

    /// <summary>Creates a database without tables, for tests of their creation.</summary>
    public Task<TestDatabase> CreateEmptyAsync(DatabaseEngine engine) => CreateAsync(engine, isEmpty: true);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null && _server is null)
            await TestDatabase.ExecuteAsync(_connection, $"DROP DATABASE IF EXISTS {_template} WITH (FORCE)");
        _server?.Dispose();
        _starting.Dispose();
    }

    private async Task<TestDatabase> CreateAsync(DatabaseEngine engine, bool isEmpty)
    {
        if (engine == DatabaseEngine.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("feedbot-test-").FullName;
            var file = new DatabaseLocation.SqliteFile(Path.Combine(folder, "feedbot.db"));
            if (!isEmpty)
                await MigratedDatabase.WriteAsync(file);
            return new TestDatabase(file, folder, null);
        }

        if (await ServerAsync() is not { } server)
        {
            Assert.Skip($"No PostgreSQL binaries on this machine, and {Variable} is not set.");
            throw new System.Diagnostics.UnreachableException();
        }

        var name = $"feedbot_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await TestDatabase.ExecuteAsync(server, isEmpty ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {_template}");
        return new TestDatabase(LocationOf(server, name), null, server);
    }

    private async Task<string?> ServerAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (!_started)
            {
                _connection = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
                    ? given
                    : (_server ??= await PostgresServer.StartAsync())?.ConnectionString;
                if (_connection is not null)
                    await MakeTemplateAsync(_connection);
                // The server starts only now: if it fails to start, every test that needs it must fail and not be skipped.
                _started = true;
            }

            return _connection;
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task MakeTemplateAsync(string server)
    {
        await TestDatabase.ExecuteAsync(server, $"DROP DATABASE IF EXISTS {_template} WITH (FORCE)");
        await TestDatabase.ExecuteAsync(server, $"CREATE DATABASE {_template}");
        // No connection to the template may be open while it is copied.
        var location = LocationOf(server, _template, pooling: false);
        await MigratedDatabase.MigrateAsync(location);
    }

    private static DatabaseLocation.Postgres LocationOf(string server, string name, bool pooling = true) =>
        new(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20, Pooling = pooling }.ToString());
}

/// <summary>One database, which is deleted when disposed.</summary>
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

        MigratedDatabase.LetGo((DatabaseLocation.SqliteFile)Location);
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
