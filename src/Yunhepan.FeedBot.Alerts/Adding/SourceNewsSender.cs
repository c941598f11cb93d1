using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>
/// Sends messages about added sources. They are not alerts: one that cannot be sent is only logged, because the operator finds what
/// waits with /approve, and the asker with /sources.
/// </summary>
public sealed partial class SourceNewsSender(IEnumerable<IChatPlatform> platforms, TimeProvider time, ILogger<SourceNewsSender> logger)
    : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Begins to send the news about a source to chats, each in its language. Nobody waits, because a chat's turn may be far
    /// off.</summary>
    public void Begin(IReadOnlyList<Subscriber> chats, SourceStep step, AddedSource source)
    {
        ArgumentNullException.ThrowIfNull(chats);
        ArgumentNullException.ThrowIfNull(source);
        var token = _end.Token;
        _ = Task.WhenAll(chats.Select(chat => SendAsync(chat, step, source, token)));
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task SendAsync(Subscriber chat, SourceStep step, AddedSource source, CancellationToken cancellationToken)
    {
        if (platforms.FirstOrDefault(p => p.Platform == chat.Platform && p.Account == chat.Account) is not { } platform)
            return;
        var label = chat.Label;
        try
        {
            await TurnAsync(platform, chat.Address, cancellationToken);
            var news = new SourceNews(step, source.Id, source.Name, source.Url, source.Newest, chat.Language);
            var message = new OutgoingMessage.AboutSource(news) { DeliveryId = $"source-{source.Id}-{step}-{chat.Id}" };
            var result = await platform.SendAsync(chat.Address, message, cancellationToken);
            if (result is not SendResult.Sent)
                LogNotSent(label, step, source.Id, result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception e)
        {
            LogFailed(e, label, step, source.Id);
        }
    }

    private async Task TurnAsync(IChatPlatform platform, ChatAddress chat, CancellationToken cancellationToken)
    {
        while (platform.Pace is { } pace)
        {
            var (at, isTaken) = pace.TakeNext(chat.ChatId, platform.IsGroup(chat));
            if (at - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            if (isTaken)
                return;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Chat} could not be told about added source {Number} ({Step}): {Result}")]
    private partial void LogNotSent(string chat, SourceStep step, long number, SendResult result);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Chat} could not be told about added source {Number} ({Step})")]
    private partial void LogFailed(Exception exception, string chat, SourceStep step, long number);
}
