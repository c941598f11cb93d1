using System.Threading.RateLimiting;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>How fast one browser may talk, and one address may begin chats.</summary>
internal sealed class WebChatLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _messages = PartitionedRateLimiter.Create<string, string>(chatId =>
        RateLimitPartition.GetTokenBucketLimiter(chatId, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 20,
            TokensPerPeriod = 2,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<string> _sessions = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            QueueLimit = 0,
        }));

    public bool MaySpeak(string chatId) => Take(_messages, chatId);

    public bool MayBegin(string address) => Take(_sessions, address);

    public void Dispose()
    {
        _messages.Dispose();
        _sessions.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }
}
