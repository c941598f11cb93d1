using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>
/// Runs the real program in a process of its own: it is started like by an operator, observed only through its HTTP, its output
/// and its exit code, and can be killed at any time.
/// </summary>
internal sealed class FeedBotProcess : IAsyncDisposable
{
    /// <summary>Every wait has a limit, so that a hanging test says what it waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string ListeningOn = "Now listening on: ";

    private readonly Process _process;
    private readonly ProcessOutput _output = new();
    private readonly HttpClient _http;

    private FeedBotProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output.Read(_process);
        // The tests are not a hosted application, so no container provides a client.
#pragma warning disable RS0030
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
#pragma warning restore RS0030
    }

    /// <summary>What it wrote to standard output: the log, for a service.</summary>
    public IReadOnlyList<string> Out => _output.Out;

    public IReadOnlyList<string> Error => _output.Error;

    /// <summary>Both outputs in one text, to show or to search.</summary>
    public string Everything => string.Join('\n', [.. Out, .. Error]);

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    /// <summary>Root may write anywhere, the user of a service may not; setpriv of util-linux removes that capability.</summary>
    private static string[] ObeyingModes => Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv")
        ? ["/usr/bin/setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
        : [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts it; see <see cref="RunToEndAsync"/> for commands that end by themselves.</summary>
    public static FeedBotProcess Start(
        string workingFolder, IEnumerable<string> arguments, IEnumerable<(string Key, string Value)>? environment = null)
    {
        // A shell that runs things in the background lets them ignore Ctrl-C, and children inherit that; a file that may not
        // grow shall be an error to deal with, as on a full disk, not a signal that kills.
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", "--ignore-signal=XFSZ", .. ObeyingModes, DotNet()])
            : new ProcessStartInfo(DotNet());
        start.WorkingDirectory = workingFolder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "feedbot.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var secret in (string[])["FEEDBOT_TELEGRAM_TOKEN", "Telegram__Token", "ConnectionStrings__FeedBot"])
            start.Environment.Remove(secret);
        // A process that lives for seconds is to be compiled once: the program's own setting, for long batches, doubles what a start costs.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "1000";
        foreach (var (key, value) in environment ?? [])
            start.Environment[key] = value;
        return new FeedBotProcess(start);
    }

    /// <summary>Runs a command that ends by itself.</summary>
    public static async Task<Ended> RunToEndAsync(
        string workingFolder, IEnumerable<string> arguments, IEnumerable<(string Key, string Value)>? environment = null)
    {
        await using var process = Start(workingFolder, arguments, environment);
        return await process.WaitForExitAsync();
    }

    /// <summary>Waits until it says where it listens and answers there.</summary>
    public async Task WaitUntilServingAsync()
    {
        var line = await WaitForLineAsync(line => line.Contains(ListeningOn, StringComparison.Ordinal), ListeningOn);
        UseAddress(line[(line.IndexOf(ListeningOn, StringComparison.Ordinal) + ListeningOn.Length)..]);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/healthz", Cancel)).StatusCode);
    }

    public void UseAddress(string address) => _http.BaseAddress = new Uri(address.Trim());

    /// <summary>Waits for a line on standard output; one that is there already counts.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> matches, string what)
    {
        string? found = null;
        await UntilAsync(() => Task.FromResult((found = Out.FirstOrDefault(matches)) is not null || _process.HasExited), what);
        return found ?? Out.FirstOrDefault(matches) ?? throw new InvalidOperationException($"It ended before it said '{what}':\n{Everything}");
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(path, Cancel);

    /// <summary>Opens an answer that does not end, such as a stream of events.</summary>
    public Task<Stream> OpenAsync(string path) => _http.GetStreamAsync(path, Cancel);

    public Task<HttpResponseMessage> AskAsync(string path) => _http.GetAsync(path, Cancel);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _http.PostAsync(path, content, Cancel);

    public Task<HttpResponseMessage> PostAsync(string path, string body) => _http.PostAsync(path, new StringContent(body), Cancel);

    /// <summary>Titles of a feed as a reader gets it; none of one that does not exist yet.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync(string feed = "/feeds/all.json?n=200")
    {
        using var answer = await _http.GetAsync(feed, Cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return [];
        using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel));
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!)];
    }

    /// <summary>Waits for a condition that must be polled.</summary>
    public Task UntilAsync(Func<Task<bool>> condition, string what) =>
        Eventually.TrueAsync(condition, Patience, report: () => $"It said:\n{Everything}", what: what);

    /// <summary>Kills the process as kill -9 or the kernel short of memory does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Stops the process as docker stop or systemd does.</summary>
    public Task<Ended> TerminateAsync() => SignalAsync("TERM");

    /// <summary>Stops the process as Ctrl-C does.</summary>
    public Task<Ended> InterruptAsync() => SignalAsync("INT");

    public async Task<Ended> WaitForExitAsync()
    {
        var clock = Stopwatch.StartNew();
        await UntilAsync(() => Task.FromResult(_process.HasExited), "the end of the process");
        await _process.WaitForExitAsync(Cancel);
        await _output.WaitForEndAsync();
        return new Ended(_process.ExitCode, string.Join('\n', Out), Error, clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<Ended> SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        await kill.WaitForExitAsync(Cancel);
        return await WaitForExitAsync();
    }

    private static string DotNet() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}

/// <summary>How a process ended.</summary>
/// <param name="Out">Standard output in one text.</param>
/// <param name="Error">Standard error by lines.</param>
/// <param name="After">The time from the request to stop until the end.</param>
internal sealed record Ended(int ExitCode, string Out, IReadOnlyList<string> Error, TimeSpan After)
{
    /// <summary>Failed with exit code 1 and told why in one line.</summary>
    public string TheOneLine
    {
        get
        {
            Assert.Equal(1, ExitCode);
            return Assert.Single(Error);
        }
    }
}
