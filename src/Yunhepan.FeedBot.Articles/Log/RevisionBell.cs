using System.Collections.Immutable;
using System.Threading.Channels;

namespace Yunhepan.FeedBot.Articles.Log;

/// <summary>
/// Wakes the readers of the log in this process. It carries no data, which is in the table, so a lost signal costs only the
/// reader's own polling interval.
/// </summary>
public sealed class RevisionBell
{
    private ImmutableList<Channel<bool>> _listeners = [];

    public void Ring()
    {
        foreach (var listener in _listeners)
            listener.Writer.TryWrite(true);
    }

    /// <summary>Registers a listener; dispose it to stop listening.</summary>
    public Listener Listen()
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        ImmutableInterlocked.Update(ref _listeners, l => l.Add(channel));
        return new Listener(this, channel);
    }

    public sealed class Listener : IDisposable
    {
        private readonly RevisionBell _bell;
        private readonly Channel<bool> _channel;

        internal Listener(RevisionBell bell, Channel<bool> channel) => (_bell, _channel) = (bell, channel);

        /// <summary>Returns at the next signal, or after <paramref name="longest"/> without one.</summary>
        public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
        {
            using var timeout = new CancellationTokenSource(longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                await _channel.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // There was no signal, so the caller checks the log itself.
            }
        }

        public void Dispose() => ImmutableInterlocked.Update(ref _bell._listeners, l => l.Remove(_channel));
    }
}
