using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.TelegramEmulator;

/// <summary>
/// The whole state of the emulated Telegram. One lock guards it: calls are short, so the order of acceptance is the order in the
/// ledger.
/// </summary>
internal sealed class EmulatorState
{
    private long nextUserId = 700_000_001;
    private long nextGroupId = 4_000_001;
    private long nextSupergroupId = 2_000_000_001;
    private long nextSerial = 1;

    public EmulatorState(EmulatorOptions options)
    {
        Options = options;
        Limiter = new SendLimiter(options.TimeProvider, options.Limits);
    }

    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    public DateTimeOffset Now => Time.GetUtcNow();

    public List<EmulatedBot> Bots { get; } = [];

    public Dictionary<long, EmulatedChat> Chats { get; } = [];

    public Dictionary<string, PressedButton> Callbacks { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, AskedInline> InlineQueries { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredFile> Files { get; } = new(StringComparer.Ordinal);

    public CallLedger Ledger { get; } = new();

    public FaultScript Faults { get; } = new();

    public SendLimiter Limiter { get; }

    /// <summary>Signalled after every change, so that waiting callers read the state again.</summary>
    public Pulse Changes { get; } = new();

    public long NextUserId() => nextUserId++;

    public long NextGroupId() => -nextGroupId++;

    public long NextSupergroupId() => -1_000_000_000_000 - nextSupergroupId++;

    public long NextSerial() => nextSerial++;

    public EmulatedBot? FindBot(string token) => Bots.Find(bot => bot.Token == token);

    public EmulatedBot AddBot(string token, string username)
    {
        if (!BotToken.TryReadId(token, out var id))
            throw new ArgumentException($"'{token}' is not a bot token: expected digits, a colon and a secret.", nameof(token));
        if (Bots.Exists(bot => bot.Id == id))
            throw new ArgumentException($"A bot with the id {id} exists already.", nameof(token));
        var bot = new EmulatedBot(id, token, username);
        Bots.Add(bot);
        Changes.Ring();
        return bot;
    }

    public EmulatedChat? FindChat(string idOrUsername)
    {
        if (idOrUsername.StartsWith('@'))
        {
            var name = idOrUsername[1..];
            return Chats.Values.FirstOrDefault(chat =>
                chat.Kind is not ChatKind.Private && string.Equals(chat.Username, name, StringComparison.OrdinalIgnoreCase));
        }

        return long.TryParse(idOrUsername, System.Globalization.CultureInfo.InvariantCulture, out var id)
            ? Chats.GetValueOrDefault(id)
            : null;
    }
}
