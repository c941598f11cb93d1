using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Push;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>
/// Tells devices of the messages of their web chats. Devices whose push services are quick are served apart from the others, so that
/// a slow or hostile push service delays none of them.
/// </summary>
internal sealed partial class WebPusher(IServiceScopeFactory scopes, VapidKeys keys, TimeProvider time, ILogger<WebPusher> logger)
    : BackgroundService
{
    private const int Batch = 256;
    private const int QuickAtOnce = 32;
    private const int OthersAtOnce = 8;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Tells the next devices.</summary>
    /// <returns>The number of devices for which something waited.</returns>
    public async Task<int> PushAsync(bool areQuick, CancellationToken cancellationToken)
    {
        IReadOnlyList<DuePushDevice> due;
        await using (var scope = scopes.CreateAsyncScope())
            due = await scope.ServiceProvider.GetRequiredService<PushDevices>().ListDueAsync(areQuick, Batch, cancellationToken);
        var places = new ParallelOptions
        {
            MaxDegreeOfParallelism = areQuick ? QuickAtOnce : OthersAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(due, places, async (each, stop) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WebPushTurn>().RunAsync(each, stop);
        });
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(RunAsync(areQuick: true, stoppingToken), RunAsync(areQuick: false, stoppingToken));
    }

    private async Task RunAsync(bool areQuick, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                // The key is made at the first start, before anybody asks for it.
                await keys.GetAsync(cancellationToken);
                more = await PushAsync(areQuick, cancellationToken) == Batch;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                // What was claimed is due again after its lease.
                LogFailed(e);
            }

            if (!more)
                await Task.Delay(Every, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pushes are interrupted and continue soon")]
    private partial void LogFailed(Exception exception);
}
