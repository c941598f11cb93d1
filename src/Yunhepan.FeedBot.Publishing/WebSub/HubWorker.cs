using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The hub at work: what is due is done at each ring, and looked for every few seconds without one.</summary>
internal sealed partial class HubWorker(IServiceScopeFactory scopes, HubBell bell, TimeProvider time, ILogger<HubWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <summary>Several articles of one poll go out in one delivery.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(bell.ListenAsync(time, stoppingToken), WorkAsync(stoppingToken));

    /// <summary>Confirms, denies and delivers all that is due now.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HubVerification>().RunAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<HubDistribution>().RunAsync(cancellationToken);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogRoundFailed(e);
            }

            await bell.WaitAsync(LookEvery, time, cancellationToken);
            await Task.Delay(Gathering, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The hub's round failed; it is repeated")]
    private partial void LogRoundFailed(Exception exception);
}
