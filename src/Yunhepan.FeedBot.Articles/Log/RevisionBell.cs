using System.Collections.Immutable;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Log;

/// <summary>Wakes the readers of the log in this process, however many they are.</summary>
public sealed class RevisionBell
{
    private ImmutableList<Bell> _listeners = [];

    public void Ring()
    {
        foreach (var listener in _listeners)
            listener.Ring();
    }

    /// <summary>Registers a listener; dispose it to stop listening.</summary>
    public Listener Listen()
    {
        var bell = new Bell();
        ImmutableInterlocked.Update(ref _listeners, l => l.Add(bell));
        return new Listener(this, bell);
    }

    public sealed class Listener : IDisposable
    {
        private readonly RevisionBell _all;
        private readonly Bell _own;

        internal Listener(RevisionBell all, Bell own) => (_all, _own) = (all, own);

        /// <summary>Returns at the next signal, or after <paramref name="longest"/> without one.</summary>
        public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken) =>
            _own.WaitAsync(longest, time, cancellationToken);

        public void Dispose() => ImmutableInterlocked.Update(ref _all._listeners, l => l.Remove(_own));
    }
}
