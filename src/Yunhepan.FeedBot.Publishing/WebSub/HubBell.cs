using System.Threading.Channels;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Wakes the hub's worker when articles change or a request comes in; the truth is in the tables.</summary>
internal sealed class HubBell(RevisionBell revisions)
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Passes on the rings of the revision log, until cancelled.</summary>
    public async Task ListenAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var listener = revisions.Listen();
        while (!cancellationToken.IsCancellationRequested)
        {
            await listener.WaitAsync(TimeSpan.FromMinutes(5), time, cancellationToken);
            Ring();
        }
    }

    /// <summary>Returns at the next ring, or after <paramref name="longest"/> without one.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody rang: the worker looks for itself, as another node may have stored something.
        }
    }
}
