using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Streams events to one open page: first those it missed, then new ones.</summary>
internal sealed class WebChatEvents(WebChatBell bell, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>
    /// The interval of heartbeats, by whose absence the page detects a dead connection within seconds. They are events, because
    /// scripts do not see comments.
    /// </summary>
    internal static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    private const int Batch = 100;

    public async Task<IResult> StreamAsync(HttpContext http, string chatId)
    {
        using var listener = bell.TryListen(chatId, ChatClient.Identify(http.Connection.RemoteIpAddress));
        if (listener is null)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        // A proxy that buffers the response would delay the messages.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(http, listener, LastSeen(http.Request), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was closed or the service is stopping; the page reconnects by itself.
        }

        return Results.Empty;
    }

    private async Task WriteAsync(HttpContext http, WebChatBell.ChatListener listener, long? seen, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync("retry: 1000\n\n", cancellationToken);
        var version = seen ?? await WriteNewestAsync(http, listener.ChatId, cancellationToken);
        version = await WriteNewsAsync(http, listener, version, cancellationToken);
        await http.Response.WriteAsync("event: live\ndata: {}\n\n", cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
        while (true)
        {
            if (await listener.WaitAsync(Heartbeat, time, cancellationToken))
                version = await WriteNewsAsync(http, listener, version, cancellationToken);
            else
                await http.Response.WriteAsync("event: beat\ndata: {}\n\n", cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
        }
    }

    /// <returns>The last version that was written.</returns>
    private async Task<long> WriteNewsAsync(
        HttpContext http, WebChatBell.ChatListener listener, long version, CancellationToken cancellationToken)
    {
        IReadOnlyList<WebEntry> entries;
        do
        {
            entries = await ReadAsync(listener.ChatId, version, cancellationToken);
            foreach (var entry in entries)
            {
                await WriteAsync(http, entry, cancellationToken);
                version = entry.Version;
            }
        }
        while (entries.Count == Batch);
        return version;
    }

    private static Task WriteAsync(HttpContext http, WebEntry entry, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(entry, WebJson.Default.WebEntry);
        return http.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"id: {entry.Version}\nevent: entry\ndata: {json}\n\n"), cancellationToken);
    }

    // A scope per read, because a page may stay open for days.
    private async Task<IReadOnlyList<WebEntry>> ReadAsync(string chatId, long version, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WebTranscript>().ReadAfterAsync(chatId, version, Batch, cancellationToken);
    }

    // Null for a page that has nothing yet and wants only the newest entries.
    private static long? LastSeen(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Query["after"].ToString();
        var version = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        return version == 0 && request.Query.ContainsKey("recent") ? null : version;
    }

    // What has a later version than those at the time of this reading is written as news, possibly twice.
    private async Task<long> WriteNewestAsync(HttpContext http, string chatId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transcript = scope.ServiceProvider.GetRequiredService<WebTranscript>();
        var (version, _) = await transcript.ExtentAsync(chatId, cancellationToken);
        foreach (var entry in (await transcript.ReadBeforeAsync(chatId, null, WebHistory.PageSize, cancellationToken)).Reverse())
            await WriteAsync(http, entry, cancellationToken);
        return version;
    }
}
