using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Limits how fast one browser may write, and how many chats one client may start.</summary>
internal sealed class WebChatLimits(IOptions<WebChatOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _messages = PartitionedRateLimiter.Create<string, string>(chatId =>
        RateLimitPartition.GetTokenBucketLimiter(chatId, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 20,
            TokensPerPeriod = 2,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<string> _chats = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.NewChatsPerHour,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromHours(1) / options.Value.NewChatsPerHour,
            QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<string> _devices = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.PushesPerHour,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromHours(1) / options.Value.PushesPerHour,
            QueueLimit = 0,
        }));

    public bool MaySpeak(string chatId) => Take(_messages, chatId);

    public bool MayBegin(IPAddress? address) => Take(_chats, ChatClient.Identify(address));

    public bool MaySubscribe(IPAddress? address) => Take(_devices, ChatClient.Identify(address));

    public void Dispose()
    {
        _devices.Dispose();
        _messages.Dispose();
        _chats.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }
}
