using System.Threading.Channels;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>
/// Wakes one loop of this process. It carries no data, which is in a table, so a lost signal costs only the loop's own interval. Signals
/// that come while nobody waits are one signal.
/// </summary>
public sealed class Bell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>True if there was a signal that the loop has not seen yet.</summary>
    public bool HasRung => _rings.Reader.TryPeek(out _);

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Returns at the next signal, or after <paramref name="longest"/> without one: the loop then looks by itself.</summary>
    /// <returns>False if there was no signal in time.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        // The read itself is cancelled, because an abandoned read would consume the next signal.
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
