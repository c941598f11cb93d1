using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.TelegramEmulator.Page;

namespace Yunhepan.FeedBot.TelegramEmulator;

/// <summary>A Bot API server on loopback that enforces Telegram's rules, with everything a test needs to drive it.</summary>
public sealed class TelegramEmulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly EmulatorState state;

    private TelegramEmulatorServer(WebApplication app, EmulatorState state, Uri baseUrl)
    {
        this.app = app;
        this.state = state;
        BaseUrl = baseUrl;
    }

    /// <summary>Where the Bot API is: {BaseUrl}bot{token}/{method}.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The token of the first bot.</summary>
    public string Token => state.Options.Token;

    /// <summary>How many calls were refused because they came too fast (scripted 429s are not counted).</summary>
    public int RateLimitHits => Locked(() => state.Limiter.Refused);

    /// <summary>Every call in the order of acceptance, with its time; empty polls are left out.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => Locked(() => (List<LedgerEntry>)[.. state.Ledger.Entries]);

    /// <summary>The chats.</summary>
    public IReadOnlyList<ChatHandle> Chats => Locked(() => (List<ChatHandle>)[.. state.Chats.Values.Select(Handle)]);

    /// <summary>Starts an emulator.</summary>
    public static Task<TelegramEmulatorServer> StartAsync(EmulatorOptions? options = null) => StartAsync(options ?? new(), default);

    /// <summary>Registers another bot.</summary>
    public void AddBot(string token, string username) => Locked(() => state.AddBot(token, username));

    /// <summary>A private chat with a person who has not started the bot yet; the first message starts it.</summary>
    public ChatHandle CreatePrivateChat(string name, string? username = null, string language = "zh", bool started = false) => Locked(() =>
    {
        var id = state.NextUserId();
        var person = new EmulatedPerson(id, name, username, language);
        return Add(new EmulatedChat { Id = id, Kind = ChatKind.Private, Title = name, Username = username, Person = person }, started ? Membership.Member : null);
    });

    /// <summary>A basic group with the bot in it.</summary>
    public ChatHandle CreateGroup(string title, string owner = "群主") => Locked(() =>
        Add(new EmulatedChat { Id = state.NextGroupId(), Kind = ChatKind.Group, Title = title, Person = NewPerson(owner) }, Membership.Member));

    /// <summary>A supergroup with the bot in it; a forum also has topics.</summary>
    public ChatHandle CreateSupergroup(string title, bool forum = false, string? username = null, string owner = "群主") => Locked(() =>
    {
        var chat = new EmulatedChat
        {
            Id = state.NextSupergroupId(),
            Kind = ChatKind.Supergroup,
            Title = title,
            Username = username,
            IsForum = forum,
            Person = NewPerson(owner),
        };
        if (forum)
            chat.Topics[EmulatedTopic.General] = new EmulatedTopic(EmulatedTopic.General, "General");
        return Add(chat, Membership.Member);
    });

    /// <summary>A channel where the bot is an administrator.</summary>
    public ChatHandle CreateChannel(string title, string? username = null, string owner = "编辑") => Locked(() =>
        Add(
            new EmulatedChat { Id = state.NextSupergroupId(), Kind = ChatKind.Channel, Title = title, Username = username, Person = NewPerson(owner) },
            Membership.Administrator));

    /// <summary>The chat with an id, as the given bot (or the first) sees it.</summary>
    public ChatHandle Chat(long id, string? token = null) => Locked(() => state.Chats.TryGetValue(id, out var chat)
        ? new ChatHandle(state, chat, token is null ? state.Bots[0] : state.FindBot(token) ?? throw new ArgumentException("Unknown token.", nameof(token)))
        : throw new ArgumentException($"There is no chat {id}.", nameof(id)));

    /// <summary>Makes the next calls of a method ("*": any but getUpdates) fail.</summary>
    public void Fail(string method, Fault fault, int times = 1) => Locked(() =>
    {
        state.Faults.Add(method, fault, times);
        state.Changes.Ring();
        return true;
    });

    /// <summary>Makes a share of all later calls of a method ("*": any but getUpdates) fail, each in one of these ways.</summary>
    public void FailAtRandom(string method, double share, int seed, params Fault[] faults) => Locked(() =>
    {
        state.Faults.AddAtRandom(method, share, seed, faults);
        return true;
    });

    /// <summary>Returns the calls accepted since a number in the ledger, oldest first, for a load test that reads continuously.</summary>
    public IReadOnlyList<LedgerEntry> LedgerAfter(int sequence) => Locked(() => (List<LedgerEntry>)[.. state.Ledger.Entries.Skip(sequence)]);

    /// <summary>Forgets faults that were scripted and not played yet.</summary>
    public void ClearFaults() => Locked(() =>
    {
        state.Faults.Clear();
        return true;
    });

    /// <summary>Sets other send limits from now on.</summary>
    public void UseLimits(LimitOptions limits) => Locked(() =>
    {
        state.Limiter.Use(limits);
        return true;
    });

    /// <summary>The commands that the bot has set for a scope and language, as "name - description".</summary>
    public IReadOnlyList<string> CommandsOf(string scope = "default", string language = "") => Locked(() =>
        (List<string>)[.. state.Bots[0].Commands.Where(entry => entry.Key == $"{scope}   {language}")
            .SelectMany(entry => entry.Value)
            .Select(command => $"{command!["command"]} - {command["description"]}")]);

    /// <summary>Gives the first bot updates as they are written, malformed ones too; each is given its number.</summary>
    public void InjectUpdates(IEnumerable<Func<int, string>> written) => Locked(() =>
    {
        state.Bots[0].Updates.Inject(written, state.Now);
        state.Changes.Ring();
        return true;
    });

    /// <summary>How many updates wait for the first bot.</summary>
    public int PendingUpdates => Locked(() => state.Bots[0].Updates.Count);

    /// <summary>Waits (in real time) until a call in the ledger matches; one that is there already counts.</summary>
    public Task<LedgerEntry> WaitForCallAsync(Func<LedgerEntry, bool> matches, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Waiting.UntilAsync(
            state,
            () => Locked(() => state.Ledger.Entries.FirstOrDefault(matches)),
            timeout ?? TimeSpan.FromSeconds(60),
            () => $"a call; seen: {string.Join(", ", Ledger.TakeLast(20).Select(entry => $"{entry.Method} {entry.ErrorCode}"))}",
            cancel);

    /// <summary>Waits until a bot asks for updates (the bot is up and listening).</summary>
    public Task WaitForPollAsync(TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Waiting.UntilAsync<object>(
            state,
            () => Locked(() => (object?)state.Bots.Find(bot => bot.Updates.Poll is not null)),
            timeout ?? TimeSpan.FromSeconds(60),
            () => "a getUpdates call",
            cancel);

    /// <summary>Waits until the emulator is asked to stop (Ctrl-C).</summary>
    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Locked(() =>
        {
            foreach (var bot in state.Bots)
                bot.Webhook?.Stop.Cancel();
            return true;
        });
        await app.StopAsync();
        await app.DisposeAsync();
    }

    internal static async Task<TelegramEmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancel)
    {
        var fresh = new EmulatorState(options);
        fresh.AddBot(options.Token, options.Username);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(TelegramEmulatorServer).Assembly.GetName().Name });
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 50 * 1024 * 1024);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton(fresh);
        var host = builder.Build();
        await using var guard = new StartGuard(host);

        host.MapBotApi();
        var server = new Lazy<TelegramEmulatorServer>(() => new TelegramEmulatorServer(host, fresh, AddressOf(host)));
        host.MapAdmin(() => server.Value);
        host.MapPage();
        await host.StartAsync(cancel);
        guard.Release();
        return server.Value;
    }

    internal EmulatorState State => state;

    private static Uri AddressOf(WebApplication host) =>
        new(host.Urls.First());

    private ChatHandle Add(EmulatedChat chat, Membership? membership)
    {
        chat.Members.Add(new ChatMember(chat.Person, IsOwner: chat.Kind is not ChatKind.Private));
        state.Chats[chat.Id] = chat;
        if (membership is not null)
            Updates.UpdatePublisher.ChangeMembership(state, chat, state.Bots[0], membership);
        state.Changes.Ring();
        return Handle(chat);
    }

    private EmulatedPerson NewPerson(string name) => new(state.NextUserId(), name, null, "zh");

    private ChatHandle Handle(EmulatedChat chat) => new(state, chat, state.Bots[0]);

    private T Locked<T>(Func<T> act)
    {
        lock (state.Gate)
            return act();
    }

    /// <summary>Disposes a host that could not start.</summary>
    private sealed class StartGuard(WebApplication host) : IAsyncDisposable
    {
        private bool isReleased;

        public void Release() => isReleased = true;

        public ValueTask DisposeAsync() => isReleased ? ValueTask.CompletedTask : host.DisposeAsync();
    }
}
