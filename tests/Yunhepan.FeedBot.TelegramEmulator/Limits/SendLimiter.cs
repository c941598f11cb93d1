using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Limits;

/// <summary>Refuses sends that exceed Telegram's limits, and counts the refusals.</summary>
internal sealed class SendLimiter(TimeProvider time, LimitOptions options)
{
    private readonly Dictionary<long, TokenBucket> bots = [];
    private readonly Dictionary<(long Bot, long Chat), TokenBucket> chats = [];
    private readonly Dictionary<(long Bot, long Chat), TokenBucket> groups = [];

    public LimitOptions Options { get; private set; } = options;

    /// <summary>How many calls were refused for their pace. A polite bot keeps it at zero.</summary>
    public int Refused { get; private set; }

    public void Use(LimitOptions changed)
    {
        Options = changed;
        bots.Clear();
        chats.Clear();
        groups.Clear();
    }

    public void TakeSend(EmulatedBot bot, EmulatedChat chat, int messages = 1)
    {
        if (!Options.Enabled)
            return;
        List<TokenBucket> buckets = [BotBucket(bot), ChatBucket(bot, chat)];
        if (chat.Kind is not ChatKind.Private)
            buckets.Add(GroupBucket(bot, chat));
        Take(buckets, messages);
    }

    public void TakeEdit(EmulatedBot bot, EmulatedChat chat)
    {
        if (!Options.Enabled)
            return;
        Take(chat.Kind is ChatKind.Private ? [BotBucket(bot)] : [BotBucket(bot), GroupBucket(bot, chat)], 1);
    }

    private void Take(List<TokenBucket> buckets, int count)
    {
        var now = time.GetUtcNow();
        var wait = buckets.Max(bucket => bucket.WaitFor(count, now));
        if (wait > TimeSpan.Zero)
        {
            Refused++;
            throw ApiError.TooManyRequests(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        }

        foreach (var bucket in buckets)
            bucket.Take(count);
    }

    private TokenBucket BotBucket(EmulatedBot bot) =>
        Get(bots, bot.Id, Options.BotPerSecond, Options.BotPerSecond);

    private TokenBucket ChatBucket(EmulatedBot bot, EmulatedChat chat) =>
        Get(chats, (bot.Id, chat.Id), Options.ChatBurst, Options.ChatPerSecond);

    private TokenBucket GroupBucket(EmulatedBot bot, EmulatedChat chat) =>
        Get(groups, (bot.Id, chat.Id), Options.GroupPerMinute, Options.GroupPerMinute / 60);

    private TokenBucket Get<TKey>(Dictionary<TKey, TokenBucket> all, TKey key, double capacity, double perSecond)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var bucket))
            all[key] = bucket = new TokenBucket(capacity * Options.Scale, perSecond * Options.Scale, time.GetUtcNow());
        return bucket;
    }
}
