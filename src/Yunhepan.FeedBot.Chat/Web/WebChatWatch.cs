using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>
/// Signals what another node stored, for which there is no signal in this process. It queries twice a second for all open pages,
/// and not at all if there are none.
/// </summary>
internal sealed class WebChatWatch(WebChatBell bell, IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Checks once, and signals chats with new entries since the last check.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var chats = bell.Chats;
        if (chats.Count == 0)
        {
            _seen.Clear();
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<Transcript>().VersionsAsync(chats, cancellationToken);
        foreach (var (chat, version) in versions)
        {
            if (!_seen.TryGetValue(chat, out var seen) || seen != version)
                bell.Ring(chat);
        }

        _seen = versions;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or TimeoutException or OperationCanceledException)
            {
                // The next check is soon, and health and log report an unavailable database.
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
