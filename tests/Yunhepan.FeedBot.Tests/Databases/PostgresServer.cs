using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Yunhepan.FeedBot.Tests.Databases;

/// <summary>A private PostgreSQL server in a temporary folder, for one test run. It is fast because it never syncs.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _binaries;
    private readonly string _folder;
    private readonly string? _owner;
    private readonly string _settings;

    private PostgresServer(string binaries, string folder, string? owner, int port, bool isDurable)
    {
        (_binaries, _folder, _owner) = (binaries, folder, owner);
        // A confirmed commit survives a kill of the server but not a crash of the machine.
        var commits = isDurable ? "-c synchronous_commit=on" : "-c synchronous_commit=off -c full_page_writes=off";
        _settings = string.Create(CultureInfo.InvariantCulture,
            $"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off {commits} -c max_connections=300");
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "feedbot",
            Database = "postgres",
            Timeout = 30,
        }.ToString();
    }

    public string ConnectionString { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <param name="isDurable">What it has committed survives <see cref="KillAsync"/>.</param>
    /// <returns>Null where this machine has no PostgreSQL binaries.</returns>
    public static async Task<PostgresServer?> StartAsync(bool isDurable = false)
    {
        if (FindBinaries() is not { } binaries)
            return null;
        // initdb refuses to run as root.
        var owner = Environment.UserName == "root" ? "postgres" : null;
        var folder = Directory.CreateTempSubdirectory("feedbot-pg-").FullName;
        if (owner is not null)
            await RunAsync("chown", [owner, folder]);
        var port = FreePort();
        var server = new PostgresServer(binaries, folder, owner, port, isDurable);
        try
        {
            await server.RunToolAsync("initdb", ["-D", server.Data, "-U", "feedbot", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
            await server.RestartAsync();
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return server;
    }

    /// <summary>Starts the server, also on data that a crash left behind.</summary>
    public Task RestartAsync() =>
        RunToolAsync("pg_ctl", ["-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "60", "-o", _settings, "start"]);

    /// <summary>Kills the server: connections break, and the next start recovers from the log.</summary>
    public Task KillAsync() => RunToolAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            RunToolAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]).GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return versions.Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")));
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task RunToolAsync(string tool, string[] arguments)
    {
        var path = Path.Combine(_binaries, tool);
        return _owner is null ? RunAsync(path, arguments) : RunAsync("runuser", ["-u", _owner, "--", path, .. arguments]);
    }

    private static async Task RunAsync(string command, string[] arguments)
    {
        // A shell redirects the output to a file, because the server inherits the pipes and reading one would never end.
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
            foreach (var argument in (string[])["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, command, .. arguments])
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {await File.ReadAllTextAsync(output)}");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
