using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>
/// Measures the time from the log to the stored fan-out: the revision is read, matched against all topics and words, and the
/// alert is committed with its fan-outs; then the first page of the audience is read. SQLite; a text of 5 KB.
/// </summary>
internal static class MatchLoad
{
    private const int Lanes = 10;
    private const int WishesPerChat = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LoadArguments(args);
        var (most, words, rounds) = (arguments.Number("subscriptions", 1_000_000), arguments.Number("words", 100_000), arguments.Number("rounds", 200));
        // The first thousand rounds of a process run code that is not fully optimised yet.
        await MeasureAsync(10_000, 2_500, 1_000, isWarmUp: true);
        Console.WriteLine("subscriptions | words | index ready ms | automaton MB | heap MB | topics matched | match+store p50 ms | p95 ms | match alone p50 ms | first page ms");
        var holds = true;
        for (var subscriptions = 10_000; subscriptions <= most; subscriptions *= 10)
            holds &= await MeasureAsync(subscriptions, Math.Min(words, subscriptions / WishesPerChat), rounds);
        return holds ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(int subscriptions, int words, int rounds, bool isWarmUp = false)
    {
        var folder = Directory.CreateTempSubdirectory("feedbot-match-").FullName;
        var location = new DatabaseLocation.SqliteFile(Path.Combine(folder, "match.db"));
        var platforms = Enumerable.Range(0, Lanes).Select(n => new SilentPlatform(n)).ToArray();
        await using (var database = await LoadDatabase.CreateAsync(location, platforms))
        {
            var vocabulary = Vocabulary(words);
            await FillAsync(location, subscriptions / WishesPerChat, vocabulary);
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            var clock = Stopwatch.StartNew();
            await database.AskScopeAsync(async s =>
            {
                await s.GetRequiredService<WordIndex>().RefreshAsync(s.GetRequiredService<AlertsDb>(), default);
                return 0;
            });
            var ready = clock.Elapsed.TotalMilliseconds;
            heap = GC.GetTotalMemory(forceFullCollection: true) - heap;
            List<double> stored = [];
            List<double> matched = [];
            List<double> pages = [];
            var random = new Random(11);
            var topics = 0;
            // The first rounds warm up.
            for (var round = -20; round < rounds; round++)
            {
                var text = Text(vocabulary, random);
                await database.PublishAsync("news/city", Priority.Normal, text);
                var measured = await database.AskScopeAsync(s => RaiseAsync(s, text));
                if (round < 0)
                    continue;
                stored.Add(measured.Stored);
                matched.Add(measured.Matched);
                pages.Add(measured.Page);
                topics = measured.Topics;
            }

            var bytes = new WordAutomaton(vocabulary).Bytes;
            if (!isWarmUp)
                Console.WriteLine(
                    $"{subscriptions:N0} | {words:N0} | {ready:N0} | {bytes / 1e6:N1} | {heap / 1e6:N1} | {topics} | {At(stored, 0.5):N2} | {At(stored, 0.95):N2} | {At(matched, 0.5):N2} | {At(pages, 0.5):N2}");
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return At(stored, 0.5) < 10;
        }
    }

    private static async Task<(double Stored, double Matched, double Page, int Topics)> RaiseAsync(IServiceProvider services, string text)
    {
        var clock = Stopwatch.StartNew();
        await services.GetRequiredService<AlertRaiser>().RaiseAsync(default);
        var stored = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        services.GetRequiredService<WordIndex>().FindIn(FoldedText.Fold("第000000号消息", text));
        var matched = clock.Elapsed.TotalMilliseconds;

        var db = services.GetRequiredService<AlertsDb>();
        var alert = await db.Alerts.AsNoTracking().OrderByDescending(a => a.Revision).FirstAsync();
        var fanOut = await db.FanOuts.AsNoTracking().FirstAsync(f => f.AlertRevision == alert.Revision && f.Account == "0");
        var cursor = new FanOutCursor(fanOut, alert, services.GetRequiredService<PatternMatcher>());
        cursor.Read(await services.GetRequiredService<ArticleReader>().FindAsync(alert.ArticleId, default), TimeProvider.System.GetUtcNow());
        clock.Restart();
        await cursor.ReadPageAsync(db, 256, TimeProvider.System.GetUtcNow(), default);
        return (stored, matched, clock.Elapsed.TotalMilliseconds, alert.Topics.Count);
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[(int)((values.Count - 1) * share)];
    }

    // Words as people follow them: two to five characters, some in Latin letters.
    private static string[] Vocabulary(int count)
    {
        var random = new Random(5);
        HashSet<string> words = new(StringComparer.Ordinal);
        while (words.Count < count)
        {
            words.Add(random.Next(10) == 0
                ? string.Concat(Enumerable.Range(0, random.Next(4, 9)).Select(_ => (char)('a' + random.Next(26))))
                : FoldedText.Fold(string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => (char)(0x4e00 + random.Next(3500))))));
        }

        return [.. words];
    }

    // About 1,700 characters, which are 5 KB; three dozen followed words among them.
    private static string Text(string[] vocabulary, Random random)
    {
        var text = new System.Text.StringBuilder();
        while (text.Length < 1_700)
        {
            text.Append(random.Next(12) == 0
                ? " " + vocabulary[random.Next(vocabulary.Length)] + " "
                : string.Concat(Enumerable.Range(0, 4).Select(_ => (char)(0x4e00 + random.Next(3500)))));
        }

        return text.ToString();
    }

    private static async Task FillAsync(DatabaseLocation.SqliteFile location, int chats, string[] vocabulary)
    {
        await using var connection = new SqliteConnection(location.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using (var word = connection.CreateCommand())
        {
            word.CommandText = """INSERT INTO words ("Number", "Text") VALUES ($n, $t)""";
            var (number, text) = (word.Parameters.Add("$n", SqliteType.Integer), word.Parameters.Add("$t", SqliteType.Text));
            for (var n = 0; n < vocabulary.Length; n++)
            {
                (number.Value, text.Value) = (n + 1, vocabulary[n]);
                await word.ExecuteNonQueryAsync();
            }
        }

        await using var fill = connection.CreateCommand();
        fill.CommandText = """
            WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < $chats)
            INSERT INTO subscribers ("Id", "Platform", "Account", "ChatId", "ThreadId", "Language", "State", "CreatedAt", "UrgentInQuiet", "Silent",
                "TimesUnreachable", "LanguageIsChosen")
            SELECT x, 'silent', CAST(x % 10 AS TEXT), CAST(x AS TEXT), '', 'zh', 0, 0, 1, 0, 0, 0 FROM n;
            INSERT INTO subscriptions ("SubscriberId", "TopicKind", "TopicId", "CreatedAt", "Mode", "Silent")
            SELECT "Id", 0, 'news', 0, 0, 0 FROM subscribers WHERE "Id" % 2 = 0;
            INSERT INTO subscriptions ("SubscriberId", "TopicKind", "TopicId", "CreatedAt", "Mode", "Silent")
            SELECT "Id", 0, 'news/city', 0, 0, 0 FROM subscribers WHERE "Id" % 2 = 1;
            INSERT INTO subscriptions ("SubscriberId", "TopicKind", "TopicId", "CreatedAt", "Mode", "Silent")
            SELECT "Id", 1, 'source-' || ("Id" % 500), 0, 0, 0 FROM subscribers;
            INSERT OR IGNORE INTO subscriptions ("SubscriberId", "TopicKind", "TopicId", "CreatedAt", "Mode", "Silent")
            SELECT s."Id", 4, w."Text", 0, 0, 0 FROM subscribers AS s JOIN words AS w ON w."Number" = 1 + (s."Id" * 7919) % $words;
            INSERT OR IGNORE INTO subscriptions ("SubscriberId", "TopicKind", "TopicId", "CreatedAt", "Mode", "Silent")
            SELECT s."Id", 4, w."Text", 0, 0, 0 FROM subscribers AS s JOIN words AS w ON w."Number" = 1 + (s."Id" * 104729 + 13) % $words;
            """;
        fill.Parameters.AddWithValue("$chats", chats);
        fill.Parameters.AddWithValue("$words", vocabulary.Length);
        await fill.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
