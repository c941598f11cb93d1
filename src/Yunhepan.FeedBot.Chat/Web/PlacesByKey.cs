namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Gives each key, such as a chat, so many places at once; who finds none waits for one of the same key alone.</summary>
/// <param name="places">The places of a key.</param>
/// <param name="mostWaiting">The most that wait for or have a place of one key.</param>
internal sealed class PlacesByKey(int places, int mostWaiting)
{
    private readonly Dictionary<string, Share> _shares = new(StringComparer.Ordinal);

    /// <returns>A place, which is given back when it is disposed of; null if too many wait.</returns>
    public async Task<Taken?> EnterAsync(string key, CancellationToken cancellationToken)
    {
        Share share;
        lock (_shares)
        {
            share = _shares.TryGetValue(key, out var known) ? known : _shares[key] = new Share(places);
            if (share.Count >= mostWaiting)
                return null;
            share.Count++;
        }

        try
        {
            await share.Places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(key, share);
            throw;
        }

        return new Taken(() =>
        {
            share.Places.Release();
            Leave(key, share);
        });
    }

    private void Leave(string key, Share share)
    {
        lock (_shares)
        {
            if (--share.Count > 0)
                return;
            _shares.Remove(key);
            share.Places.Dispose();
        }
    }

    private sealed class Share(int places)
    {
        public SemaphoreSlim Places { get; } = new(places);

        public int Count { get; set; }
    }

    /// <summary>A place that was taken.</summary>
    public sealed class Taken(Action leave) : IDisposable
    {
        private int _holders = 1;

        /// <returns>The same place for another holder: it is given back when all of them have disposed of it.</returns>
        public IDisposable Keep()
        {
            Interlocked.Increment(ref _holders);
            return this;
        }

        public void Dispose()
        {
            if (Interlocked.Decrement(ref _holders) == 0)
                leave();
        }
    }
}
