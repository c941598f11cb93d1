using System.Threading.Channels;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Wakes one of the hub's loops; the data is in the tables.</summary>
internal sealed class HubBell
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>True if there was a signal that no loop has seen yet.</summary>
    public bool HasRung => _rings.Reader.TryPeek(out _);

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Returns at the next signal, or after some seconds without one.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LookEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There was no signal. The loop checks anyway, because something may have become due or another node may have stored
            // something.
        }
    }
}
