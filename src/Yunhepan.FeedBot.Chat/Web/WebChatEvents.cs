using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>The live stream of one open page: first what it missed, then what happens.</summary>
internal sealed class WebChatEvents(WebChatBell bell, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int Batch = 100;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task<IResult> StreamAsync(HttpContext http, string chatId)
    {
        using var listener = bell.TryListen(chatId);
        if (listener is null)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        // A proxy that collects the answer would hold the messages back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(http, listener, LastSeen(http.Request), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was closed, or the service stops: the page comes back by itself.
        }

        return Results.Empty;
    }

    private async Task WriteAsync(HttpContext http, WebChatBell.Listener listener, long version, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync("retry: 1000\n\n", cancellationToken);
        var caughtUp = false;
        while (true)
        {
            var entries = await ReadAsync(listener.ChatId, version, cancellationToken);
            foreach (var entry in entries)
            {
                var json = JsonSerializer.Serialize(entry, WebJson.Default.WebEntry);
                await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Version}\nevent: entry\ndata: {json}\n\n"), cancellationToken);
                version = entry.Version;
            }

            if (entries.Count == Batch)
                continue;
            if (!caughtUp)
                await http.Response.WriteAsync("event: live\ndata: {}\n\n", cancellationToken);
            caughtUp = true;
            await http.Response.Body.FlushAsync(cancellationToken);
            if (!await listener.WaitAsync(Heartbeat, time, cancellationToken))
                await http.Response.WriteAsync(": still here\n\n", cancellationToken);
        }
    }

    // Short-lived: a page may stay open for days.
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
