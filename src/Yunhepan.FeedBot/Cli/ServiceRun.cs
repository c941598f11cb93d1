using System.Net;
using System.Net.Sockets;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Builds, prepares, starts and stops the service; an error at the start is one line on standard error.</summary>
internal static class ServiceRun
{
    /// <summary>
    /// Returns the first address whose port another program uses. This is checked before the server starts, because the server
    /// logs the failure at length.
    /// </summary>
    internal static string? PortTaken(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(
                url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute,
                out var uri) || uri.Port <= 0)
                continue;
            var address = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var stated)
                ? stated : uri.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
            try
            {
                using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(address, uri.Port));
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                return url;
            }
            catch (SocketException)
            {
                // The address does not exist on this machine, or the port needs a privilege: the server reports it when it
                // starts.
            }
        }

        return null;
    }

    /// <summary>Returns the first invalid address in quotes; null if all are valid.</summary>
    internal static string? NoAddress(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.Length == 0 ? "\"\"" : all.Where(url => !IsAddress(url)).Select(url => $"\"{url}\"").FirstOrDefault();
    }

    /// <summary>Says what to do without a feeds.json: the first text that people read who try the program in a new folder.</summary>
    internal static string NoFeedsFile(string path) =>
        $$"""
        there is no file {{(path.Length == 0 ? "\"\"" : path)}}, which says what to poll. To begin, do one of these:
          feedbot demo                         shows the whole product with articles of its own, and needs no file
          feedbot import FILE.opml             makes the file from the subscriptions of a feed reader
          feedbot discover ADDRESS             finds what can be followed at a site; put what it finds into the file:
                                               { "sources": [ { "url": "https://example.org/feed" } ] }
        A file that stands elsewhere is named with --feeds FILE. Then 'feedbot check' says whether it is right, and 'feedbot run' starts.
        """;

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= IPEndPoint.MaxPort, PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static async Task<int> RunAsync(FeedBotSettings settings, Func<WebApplication, Task> started, CancellationToken ct)
    {
        try
        {
            if (NoAddress(settings.Urls) is { } wrong)
                return await CliErrors.FailAsync($"--urls: {wrong} is not an address to listen on; write it as http://127.0.0.1:8080");
            if (PortTaken(settings.Urls) is { } taken)
                return await CliErrors.FailAsync(
                    $"cannot listen on {taken}: another program has this port; choose another address with --urls");
            if (!File.Exists(settings.FeedsFile) && !Directory.Exists(settings.FeedsFile))
                return await CliErrors.FailAsync(NoFeedsFile(settings.FeedsFile));
            await using var app = FeedBotHost.Build(settings);
            await FeedBotHost.PrepareAsync(app, ct);
            await app.StartAsync(ct);
            await started(app);
            await app.WaitForShutdownAsync(ct);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (IOException e) when (e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return await CliErrors.FailAsync(
                $"cannot listen on {settings.Urls}: {Why(e.GetBaseException())}; choose another address with --urls");
        }
    }

    private static string Why(Exception error) => (error as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program has this port",
        SocketError.AddressNotAvailable => "this machine has no such address",
        SocketError.AccessDenied => "this user may not use this port",
        _ => error.Message,
    };
}
