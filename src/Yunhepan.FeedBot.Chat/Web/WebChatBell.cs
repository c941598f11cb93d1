using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Wakes the open pages of a chat. Only a doorbell: what there is to read is in the transcript.</summary>
internal sealed class WebChatBell
{
    public const int MaxListenersPerChat = 8;
    public const int MaxListeners = 2000;

    private readonly ConcurrentDictionary<string, Listener[]> _listeners = new(StringComparer.Ordinal);
    private int _count;

    public void Ring(string chatId)
    {
        foreach (var listener in _listeners.GetValueOrDefault(chatId, []))
            listener.Wake();
    }

    /// <summary>Null when too many listen already.</summary>
    public Listener? TryListen(string chatId)
    {
        if (Interlocked.Increment(ref _count) > MaxListeners)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        var listener = new Listener(this, chatId);
        var all = _listeners.AddOrUpdate(
            chatId,
            _ => [listener],
            (_, others) => others.Length < MaxListenersPerChat ? [.. others, listener] : others);
        if (all.Contains(listener))
            return listener;
        Interlocked.Decrement(ref _count);
        return null;
    }

    private void Leave(Listener listener)
    {
        Interlocked.Decrement(ref _count);
        var left = _listeners.AddOrUpdate(listener.ChatId, _ => [], (_, all) => [.. all.Where(each => each != listener)]);
        if (left.Length == 0)
            _listeners.TryRemove(KeyValuePair.Create(listener.ChatId, left));
    }

    /// <summary>One open page.</summary>
    internal sealed class Listener(WebChatBell bell, string chatId) : IDisposable
    {
        private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public string ChatId => chatId;

        public void Wake() => _rings.Writer.TryWrite(true);

        /// <returns>False when nobody rang in time.</returns>
        public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        {
            try
            {
                return await _rings.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(patience, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        public void Dispose() => bell.Leave(this);
    }
}
