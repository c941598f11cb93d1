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

    private async Task WriteAsync(HttpContext http, WebChatBell.ChatListener listener, long version, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync("retry: 1000\n\n", cancellationToken);
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
                var json = JsonSerializer.Serialize(entry, WebJson.Default.WebEntry);
                await http.Response.WriteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"id: {entry.Version}\nevent: entry\ndata: {json}\n\n"), cancellationToken);
                version = entry.Version;
            }
        }
        while (entries.Count == Batch);
        return version;
    }

    // A scope per read, because a page may stay open for days.
    private async Task<IReadOnlyList<WebEntry>> ReadAsync(string chatId, long version, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WebTranscript>().ReadAfterAsync(chatId, version, Batch, cancellationToken);
    }

    private static long LastSeen(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Query["after"].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
