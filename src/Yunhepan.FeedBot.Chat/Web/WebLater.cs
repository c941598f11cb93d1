using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Replaces provisional replies in web chats when the final ones are known, after their requests have ended.</summary>
internal sealed partial class WebLater(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<WebLater> logger)
{
    public void Begin(string chatId, long entryId, Func<CancellationToken, Task<CommandReply>> later) =>
        _ = ReplaceAsync(chatId, entryId, later, lifetime.ApplicationStopping);

    private async Task ReplaceAsync(
        string chatId, long entryId, Func<CancellationToken, Task<CommandReply>> later, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await later(cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WebTranscript>()
                .ReplaceAsync(entryId, WebMessage.From(reply.Text, reply.Keyboard), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is stopping; the provisional reply says what to do.
        }
        catch (Exception e)
        {
            LogFailed(e, chatId);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The final reply to web chat {ChatId} could not be shown")]
    private partial void LogFailed(Exception exception, string chatId);
}
