using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Limits how fast one browser may write and read, and how many chats one client may start.</summary>
internal sealed class WebChatLimits(IOptions<WebChatOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _messages = Limit(20, 2, TimeSpan.FromSeconds(1));

    // A page of messages may show as many at once, and none of them keeps its person from speaking.
    private readonly PartitionedRateLimiter<string> _pictures = Limit(120, 10, TimeSpan.FromSeconds(1));

    private readonly PartitionedRateLimiter<string> _chats = Hourly(options.Value.NewChatsPerHour);
    private readonly PartitionedRateLimiter<string> _devices = Hourly(options.Value.PushesPerHour);

    public bool MaySpeak(string chatId) => Take(_messages, chatId);

    public bool MaySee(string chatId) => Take(_pictures, chatId);

    public bool MayBegin(IPAddress? address) => Take(_chats, ChatClient.Identify(address));

    public bool MaySubscribe(IPAddress? address) => Take(_devices, ChatClient.Identify(address));

    public void Dispose()
    {
        _devices.Dispose();
        _pictures.Dispose();
        _messages.Dispose();
        _chats.Dispose();
    }

    private static PartitionedRateLimiter<string> Hourly(int most) => Limit(most, 1, TimeSpan.FromHours(1) / most);

    /// <param name="most">How many at once.</param>
    /// <param name="count">How many are allowed again in each period.</param>
    private static PartitionedRateLimiter<string> Limit(int most, int count, TimeSpan period) =>
        PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = most, TokensPerPeriod = count, ReplenishmentPeriod = period, QueueLimit = 0,
            }));

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }
}
