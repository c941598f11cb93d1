namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>Counts the mails to each domain in the last minute.</summary>
internal sealed class DomainPace
{
    private const int MostDomains = 1_000;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _sent = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null if one more may go now, which is counted; otherwise the wait.</returns>
    public TimeSpan? Take(string address, int most, DateTimeOffset now)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..];
        lock (_lock)
        {
            if (_sent.Count >= MostDomains)
                Prune(now);
            if (!_sent.TryGetValue(domain, out var times))
                _sent[domain] = times = new Queue<DateTimeOffset>();
            while (times.TryPeek(out var first) && first <= now - Span)
                times.Dequeue();
            if (times.Count >= most)
                return times.Peek() + Span - now;
            times.Enqueue(now);
            return null;
        }
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (domain, times) in _sent.ToList())
        {
            if (times.All(at => at <= now - Span))
                _sent.Remove(domain);
        }
    }
}
