using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// The webhook of one bot: its path, its secret, and the signal that something arrived. The secret is derived from the token, so that it
/// is the same on every node and after a restart, and stands nowhere.
/// </summary>
internal sealed class TelegramWebhook
{
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private const string PathPrefix = "/telegram/";

    private readonly Bell _arrived = new();

    public TelegramWebhook(TelegramToken token)
    {
        Account = token.BotId;
        Secret = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token.Secret), "feedbot telegram webhook"u8));
    }

    public string Account { get; }

    public string Secret { get; }

    /// <summary>Returns the path at which a bot receives; it contains no secret.</summary>
    public static string PathOf(string account) => PathPrefix + account;

    /// <summary>Compares in constant time, so that a caller learns nothing from how long it takes.</summary>
    public bool IsFromTelegram(string? secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(Secret));

    /// <summary>Wakes the answering of this process.</summary>
    public void Ring() => _arrived.Ring();

    /// <summary>Waits until something arrives here, but not long: another node may have received it.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken) =>
        _arrived.WaitAsync(longest, time, cancellationToken);
}

/// <summary>The webhooks of all bots; empty if the bots poll.</summary>
internal sealed class TelegramWebhooks(IEnumerable<TelegramWebhook> all)
{
    private readonly Dictionary<string, TelegramWebhook> _all = all.ToDictionary(each => each.Account, StringComparer.Ordinal);

    public TelegramWebhook? Find(string account) => _all.GetValueOrDefault(account);
}
