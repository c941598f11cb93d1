using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>
/// Sends messages about sources and targets. They are not alerts: one that cannot be sent is only logged, because the operator finds what
/// waits with /approve, and the asker with /sources.
/// </summary>
public sealed partial class SourceNewsSender(
    IEnumerable<IChatPlatform> platforms, LaneBoard lanes, TimeProvider time, ILogger<SourceNewsSender> logger) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Begins to send the news about a source to chats, each in its language. Nobody waits, because a chat's turn may be far
    /// off.</summary>
    public void Begin(IReadOnlyList<Subscriber> chats, SourceStep step, AddedSource source)
    {
        ArgumentNullException.ThrowIfNull(chats);
        ArgumentNullException.ThrowIfNull(source);
        var token = _end.Token;
        _ = Task.WhenAll(chats.Select(chat => SendAsync(
            chat, new SourceNews(step, source.Id, source.Name, source.Url, source.Newest, chat.Language),
            $"source-{source.Id}-{step}-{chat.Id}", token)));
    }

    /// <summary>Begins to send the news about all sources that came with one file: one message for each chat.</summary>
    public void BeginAll(IReadOnlyList<Subscriber> chats, SourceStep step, long importId, IReadOnlyList<AddedSource> sources)
    {
        ArgumentNullException.ThrowIfNull(chats);
        ArgumentNullException.ThrowIfNull(sources);
        var token = _end.Token;
        _ = Task.WhenAll(chats.Select(chat => SendAsync(
            chat,
            new SourceNews(step, importId, sources[0].Name, sources[0].Url, [], chat.Language)
            {
                Together = [.. sources.Select(s => (s.Name, s.Url))],
            },
            $"sources-{importId}-{step}-{chat.Id}", token)));
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>Returns true if this node speaks to the people of the chat: a target has none, and the owner of a lane speaks for
    /// its account.</summary>
    internal bool SpeaksTo(Subscriber chat) =>
        PlatformOf(chat) is { Capabilities.Serves: null } && !lanes.IsElsewhere(chat.Platform, chat.Account);

    /// <summary>Sends one message in the chat's turn; it never throws.</summary>
    /// <returns>The result; null if the chat's platform is not configured any more.</returns>
    internal Task<SendResult?> SendAsync(Subscriber chat, SourceNews news, string deliveryId, CancellationToken cancellationToken) =>
        SendAsync(
            chat, new OutgoingMessage.AboutSource(news) { DeliveryId = deliveryId }, $"source {news.Url} ({news.Step})", cancellationToken);

    /// <inheritdoc cref="SendAsync(Subscriber, SourceNews, string, CancellationToken)"/>
    /// <param name="what">What it is about, for the log.</param>
    internal async Task<SendResult?> SendAsync(Subscriber chat, OutgoingMessage message, string what, CancellationToken cancellationToken)
    {
        if (PlatformOf(chat) is not { } platform)
            return null;
        var label = chat.Label;
        try
        {
            await platform.WaitForTurnAsync(chat.Address, time, cancellationToken);
            var result = await platform.SendAsync(chat.Address, message, cancellationToken);
            if (result is not SendResult.Sent)
                LogNotSent(label, what, result);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Unknown("the service stops");
        }
        catch (Exception e)
        {
            LogFailed(e, label, what);
            return new SendResult.Unknown("a fault of this program, which its log describes");
        }
    }

    private IChatPlatform? PlatformOf(Subscriber chat) =>
        platforms.FirstOrDefault(p => p.Platform == chat.Platform && p.Account == chat.Account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Chat} could not be told about {What}: {Result}")]
    private partial void LogNotSent(string chat, string what, SendResult result);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Chat} could not be told about {What}")]
    private partial void LogFailed(Exception exception, string chat, string what);
}
