using System.Globalization;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>A Telegram emulator, a database and the real program between them.</summary>
internal sealed class LoadRig : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _isOwnFolder;

    private LoadRig(string folder, bool isOwnFolder, TelegramEmulatorServer telegram, DatabaseLocation location, LoadDatabase database)
    {
        (_folder, _isOwnFolder, Telegram, Location, Database) = (folder, isOwnFolder, telegram, location, database);
        Environment = new Dictionary<string, string>
        {
            ["Telegram__Token"] = telegram.Token,
            ["Telegram__BaseUrl"] = telegram.BaseUrl.ToString(),
            ["Telegram__RequestTimeout"] = "00:00:02",
            ["Telegram__PollTimeout"] = "00:00:10",
            ["DOTNET_gcServer"] = "0",
            // Each alert is sent by itself so that it can be counted.
            ["Alerts__FloodFrom"] = "0",
            ["Alerts__CatchUpFrom"] = "0",
        };
        if (location is DatabaseLocation.Postgres postgres)
            Environment["ConnectionStrings__FeedBot"] = postgres.ConnectionString;
        File.WriteAllText(FeedsFile, """
            {
              "categories": [
                { "id": "news", "name": { "zh": "新闻", "en": "News" } },
                { "id": "alerts", "name": { "zh": "警情", "en": "Alerts" }, "priority": "urgent" },
                { "id": "notes", "name": { "zh": "通知", "en": "Notes" }, "priority": "low" }
              ],
              "sources": []
            }
            """);
    }

    public TelegramEmulatorServer Telegram { get; }

    public DatabaseLocation Location { get; }

    public LoadDatabase Database { get; }

    public Dictionary<string, string> Environment { get; }

    public string Account => Telegram.Token[..Telegram.Token.IndexOf(':', StringComparison.Ordinal)];

    public string DataFolder => Path.Combine(_folder, "data");

    private string FeedsFile => Path.Combine(_folder, "feeds.json");

    /// <param name="location">Null: a SQLite file of its own.</param>
    public static async Task<LoadRig> CreateAsync(LimitOptions limits, DatabaseLocation? location = null, string? folder = null)
    {
        var isOwnFolder = folder is null;
        folder ??= Directory.CreateTempSubdirectory("feedbot-load-").FullName;
        var file = new DatabaseLocation.SqliteFile(Path.Combine(folder, "data", "feedbot.db"));
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        var telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = limits });
        return new LoadRig(folder, isOwnFolder, telegram, location ?? file, await LoadDatabase.CreateAsync(location ?? file));
    }

    public IReadOnlyList<long> CreateChats(int count) =>
        [.. Enumerable.Range(1, count).Select(n => Telegram.CreatePrivateChat(string.Create(CultureInfo.InvariantCulture, $"读者{n}"), started: true).Id)];

    public FeedBotChild Start() => FeedBotChild.Start(DataFolder, FeedsFile, Environment);

    /// <summary>Starts the program and waits until it has read all updates that wait for it.</summary>
    public async Task<FeedBotChild> StartReadyAsync()
    {
        var child = Start();
        await child.UntilAsync(() => Telegram.Ledger.Any(c => c.Method == "getMe") && Telegram.PendingUpdates == 0, TimeSpan.FromMinutes(10), "the start");
        return child;
    }

    /// <summary>Accepted messages since a place in the ledger.</summary>
    public static IEnumerable<LedgerEntry> Accepted(IEnumerable<LedgerEntry> ledger) => ledger.Where(c => c.Method == "sendMessage" && c.IsAccepted);

    /// <summary>The title that <see cref="LoadDatabase.PublishAsync"/> gave; null for other messages.</summary>
    public static string? TitleOf(LedgerEntry call)
    {
        var text = call.Parameters?["text"]?.GetValue<string>() ?? "";
        var at = text.IndexOf('第', StringComparison.Ordinal);
        return at >= 0 && at + 10 <= text.Length && text.AsSpan(at + 7, 3) is "号消息" ? text.Substring(at, 10) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Telegram.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_isOwnFolder)
            Directory.Delete(_folder, recursive: true);
    }
}
