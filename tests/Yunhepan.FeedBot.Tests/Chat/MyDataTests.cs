using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Whoever asks gets all that is stored about their chat, and whoever says so twice has it erased, everywhere.</summary>
public sealed class MyDataTests
{
    private const string Title = "运河岸边的步道今天开放";

    private static CancellationToken Cancel => ChatApp.Cancel;

    [Fact]
    public async Task The_file_holds_every_row_about_the_chat_and_nothing_about_another()
    {
        await using var app = await ChatApp.StartAsync();
        using var own = await WebVisitor.BeginAsync(app);
        using var other = await WebVisitor.BeginAsync(app);
        await FillAsync(app, await IdAsync(app, own), own.Address.ChatId, "own");
        await FillAsync(app, await IdAsync(app, other), other.Address.ChatId, "other");

        var reply = await app.SayAsync("/mydata", own.Address.ChatId);
        var text = System.Text.Encoding.UTF8.GetString(reply.Reply.File!.Content);
        using var file = JsonDocument.Parse(text);

        Assert.EndsWith(".json", reply.Reply.File.Name, StringComparison.Ordinal);
        // Whatever is said closes the question.
        foreach (var list in file.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array && p.Name != "openQuestions"))
            Assert.True(list.Value.GetArrayLength() > 0, $"{list.Name} is empty");
        Assert.Equal(own.Address.ChatId, file.RootElement.GetProperty("chat").GetProperty("chatId").GetString());
        Assert.Contains("own-message", text, StringComparison.Ordinal);
        foreach (var written in (string[])["own-word", "own-template", "own-undo", "own-question"])
            Assert.Equal(written != "own-question", text.Contains(written, StringComparison.Ordinal));
        Assert.DoesNotContain("other-", text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Address.ChatId, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipts_keep_no_text_of_what_was_sent()
    {
        await using var app = await ChatApp.StartAsync();
        using var own = await WebVisitor.BeginAsync(app);
        await app.StoreAsync(Sample.Article(1, title: Title));
        await FillAsync(app, await IdAsync(app, own), own.Address.ChatId, "own");

        using var file = JsonDocument.Parse((await app.SayAsync("/mydata", own.Address.ChatId)).Reply.File!.Content);

        var receipt = file.RootElement.GetProperty("receipts")[0];
        Assert.Equal(["alertRevision", "subscriberId", "articleId", "kind", "outcome", "messageId", "articleRevision", "sentAt", "cause", "reason", "topic", "formatId", "attempts", "heldAt", "held"], receipt.EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain(Title, file.RootElement.GetProperty("receipts").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_second_word_no_table_names_the_chat_and_others_keep_all_of_theirs()
    {
        await using var app = await ChatApp.StartAsync();
        using var own = await WebVisitor.BeginAsync(app);
        using var other = await WebVisitor.BeginAsync(app);
        var (id, otherId) = (await IdAsync(app, own), await IdAsync(app, other));
        await FillAsync(app, id, own.Address.ChatId, "own");
        await FillAsync(app, otherId, other.Address.ChatId, "other");
        // A table that names chats and is not filled above would be overlooked here.
        Assert.All(await NamingAsync(app, id, own.Address.ChatId), table => Assert.True(table.Value > 0, $"no row of {table.Key} names the chat"));
        var before = await NamingAsync(app, otherId, other.Address.ChatId);

        var asked = await app.SayAsync("/mydata erase", own.Address.ChatId);
        Assert.Contains("找不回来", asked.Text, StringComparison.Ordinal);
        Assert.All(await NamingAsync(app, id, own.Address.ChatId), table => Assert.True(table.Value > 0, table.Key));
        var erased = await app.SayAsync(asked.ActionOf("确定删除"), own.Address.ChatId, button: true);

        Assert.Contains("已全部删除", erased.Text, StringComparison.Ordinal);
        Assert.All(await NamingAsync(app, id, own.Address.ChatId), table => Assert.True(table.Value == 0, $"{table.Key} still names the chat"));
        Assert.Equal(before, await NamingAsync(app, otherId, other.Address.ChatId));
        Assert.Equal(["other-word"], (await app.AskAsync<AlertsDb, List<WordFilter>>(db => db.Filters.AsNoTracking().ToListAsync(Cancel))).SelectMany(f => f.Include));
    }

    [Fact]
    public async Task A_source_that_others_follow_stays_for_them_and_nobody_is_its_asker()
    {
        await using var app = await ChatApp.StartAsync();
        using var own = await WebVisitor.BeginAsync(app);
        using var other = await WebVisitor.BeginAsync(app);
        var (id, otherId) = (await IdAsync(app, own), await IdAsync(app, other));
        await app.AskAsync<AlertsDb, int>(db =>
        {
            foreach (var (source, state) in ((string, AddedSourceState)[])[
                ("found", AddedSourceState.Found), ("alone", AddedSourceState.Approved), ("shared", AddedSourceState.Approved), ("waits", AddedSourceState.Waiting), ("listed", AddedSourceState.Listed), ("refused", AddedSourceState.Refused)])
                db.AddedSources.Add(Added(source, id, state));
            db.Subscriptions.Add(new Subscription { SubscriberId = id, TopicKind = TopicKind.Source, TopicId = "alone", CreatedAt = DateTimeOffset.UnixEpoch });
            db.Subscriptions.Add(new Subscription { SubscriberId = otherId, TopicKind = TopicKind.Source, TopicId = "shared", CreatedAt = DateTimeOffset.UnixEpoch });
            return db.SaveChangesAsync(Cancel);
        });

        await app.SayAsync("mydata erase yes", own.Address.ChatId, button: true);

        Assert.Equal(
            [("listed", 0L), ("refused", 0L), ("shared", 0L)],
            (await app.AskAsync<AlertsDb, List<AddedSource>>(db => db.AddedSources.AsNoTracking().OrderBy(s => s.SourceId).ToListAsync(Cancel))).Select(s => (s.SourceId, s.SubscriberId)));
    }

    [Theory]
    [InlineData("删除", true)]
    [InlineData("erase", true)]
    [InlineData("不要删", false)]
    [InlineData("不", false)]
    public async Task Only_the_very_word_erases(string word, bool erases)
    {
        await using var app = await ChatApp.StartAsync();
        using var own = await WebVisitor.BeginAsync(app);
        await app.SayAsync("我的数据 删除", own.Address.ChatId);

        var answer = await app.SayAsync(word, own.Address.ChatId);

        Assert.Contains(erases ? "已全部删除" : "什么也没有删", answer.Text, StringComparison.Ordinal);
        Assert.Equal(erases, await app.AskAsync<AlertsDb, bool>(async db => !await db.Subscribers.AnyAsync(s => s.ChatId == own.Address.ChatId, Cancel)));
    }

    [Theory]
    [InlineData("zh-CN", "下载我的数据")]
    [InlineData("en", "Download my data")]
    public async Task In_the_web_chat_the_file_is_taken_by_this_browser_alone_and_the_erased_chat_leaves_nothing_behind(string language, string label)
    {
        await using var app = await ChatApp.StartAsync();
        using var own = await WebVisitor.BeginAsync(app);
        using var stranger = WebVisitor.Without(app);
        await app.SayAsync("/language " + language[..2], own.Address.ChatId);
        await own.SayAsync("/mydata");
        var last = await app.AskAsync<AlertsDb, TranscriptEntry>(db => db.Transcript.AsNoTracking().OrderByDescending(e => e.Id).FirstAsync(Cancel));
        Assert.Equal(label, FeedBot.Chat.Web.WebMessage.Parse(last.Json)!.Keyboard[0][0].Label);
        using var file = JsonDocument.Parse(await own.Http.GetStringAsync("/chat/mydata.json", Cancel));
        Assert.Equal(own.Address.ChatId, file.RootElement.GetProperty("chat").GetProperty("chatId").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Http.GetAsync("/chat/mydata.json", Cancel)).StatusCode);
        var chatId = own.Address.ChatId;

        using var response = await own.Http.PostAsync(
            "/chat/messages", new StringContent("{\"action\":\"mydata erase yes\"}", System.Text.Encoding.UTF8, "application/json"), Cancel);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));

        Assert.True(answer.RootElement.GetProperty("isErased").GetBoolean());
        Assert.Contains("feedbot_chat=; expires=Thu, 01 Jan 1970", string.Join("; ", response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.All(await NamingAsync(app, -1, chatId), table => Assert.True(table.Value == 0, $"{table.Key} still names the chat"));
        // An alert that was on its way when the chat was erased writes nothing either.
        var sent = await app.Platform("web").SendAsync(new ChatAddress("web", "web", chatId), new OutgoingMessage.OneArticle(AlertSamples.Missing()) { DeliveryId = "1-1" }, Cancel);
        Assert.IsType<SendResult.ChatGone>(sent);
        Assert.All(await NamingAsync(app, -1, chatId), table => Assert.True(table.Value == 0, $"{table.Key} names the chat again"));
    }

    private static Task<long> IdAsync(ChatApp app, WebVisitor visitor) =>
        app.AskAsync<AlertsDb, long>(db => db.Subscribers.Where(s => s.ChatId == visitor.Address.ChatId).Select(s => s.Id).SingleAsync(Cancel));

    /// <summary>Writes a row about a chat into every table that can have one.</summary>
    private static Task<int> FillAsync(ChatApp app, long id, string chatId, string name) => app.AskAsync<AlertsDb, int>(async db =>
    {
        var (now, filter) = (DateTimeOffset.UnixEpoch.AddYears(50), new WordFilter { Key = name, Include = [name + "-word"] });
        var format = new StoredFormat { Key = $"{{\"Template\":\"{name}-template\"}}" };
        db.Filters.Add(filter);
        db.Formats.Add(format);
        await db.SaveChangesAsync(Cancel);
        db.Subscriptions.Add(new Subscription { SubscriberId = id, TopicKind = TopicKind.Category, TopicId = "news", FilterId = filter.Id, FormatId = format.Id, CreatedAt = now });
        db.Receipts.Add(new Receipt { AlertRevision = 1, SubscriberId = id, ArticleId = 1, MessageId = name + "-message", SentAt = now });
        db.Deferred.Add(new DeferredDelivery { AlertRevision = 2, SubscriberId = id, Platform = "web", Account = "web", DueAt = now.AddYears(100), CreatedAt = now });
        db.Absences.Add(new Absence { SubscriberId = id, From = now, Until = now });
        db.MergedChats.Add(new MergedChat { Id = id + 1000, Into = id, At = now });
        db.AddedSources.Add(Added(name + "-source", id, AddedSourceState.Found));
        db.ToldSources.Add(new ToldSource { SubscriberId = id, SourceId = name + "-told" });
        db.LeftSources.Add(new LeftSource { SubscriberId = id, SourceId = name + "-left", At = now });
        db.SourceImports.Add(new SourceImport { SubscriberId = id, Titles = [name + "-title"], At = now });
        db.UndoSteps.Add(new UndoStep { SubscriberId = id, Before = $"{{\"undone\":\"{name}-undo\"}}", At = now });
        db.ManagedChats.Add(new ManagedChat { PersonId = id, ChatId = id + 2000, At = now });
        db.ManagedChats.Add(new ManagedChat { PersonId = id + 3000, ChatId = id, At = now });
        db.OpenQuestions.Add(new OpenQuestion { SubscriberId = id, Command = name + "-question", At = now });
        var question = new Question { SubscriberId = id, PublisherId = "", State = QuestionState.Open, AskedAt = now, ChangedAt = now };
        db.Questions.Add(question);
        await db.SaveChangesAsync(Cancel);
        db.QuestionPosts.Add(new QuestionPost { QuestionId = question.Id, Text = name + "-asked", At = now });
        db.QuestionDeliveries.Add(new QuestionDelivery { QuestionId = question.Id, PostId = 1, SubscriberId = id });
        db.QuestionBlocks.Add(new QuestionBlock { SubscriberId = id, DeskId = "", At = now });
        db.PushDevices.Add(new PushDevice { ChatId = chatId, Endpoint = $"https://{name}-push.example/", Key = [1], Secret = [2], CreatedAt = now, NextAt = now.AddYears(100) });
        db.ChatTransfers.Add(new ChatTransfer { TokenHash = name + "-token", ChatId = chatId, Sealed = [3], Until = now.AddYears(100) });
        if (!await db.Transcript.AnyAsync(e => e.ChatId == chatId, Cancel))
            db.Transcript.Add(new TranscriptEntry { ChatId = chatId, Version = 1, Kind = "text", Json = "{}", At = now });
        return await db.SaveChangesAsync(Cancel);
    });

    private static AddedSource Added(string name, long id, AddedSourceState state) => new()
    {
        SourceId = name, SubscriberId = id, Url = $"https://{name}.example/", Key = name, Name = name, State = state,
    };

    /// <summary>Counts the rows of each table that names chats, by the model itself: a new table is found without a change here.</summary>
    private static Task<Dictionary<string, int>> NamingAsync(ChatApp app, long id, string chatId) => app.AskAsync<AlertsDb, Dictionary<string, int>>(async db =>
    {
        Dictionary<string, int> counts = [];
        foreach (var table in db.Model.GetEntityTypes())
        {
            var numbers = table.GetProperties().Where(p => p.Name is "SubscriberId" or "Into" or "PersonId" || (p.Name == "ChatId" && p.ClrType == typeof(long))).Select(p => (Column: p.GetColumnName(), Value: (object)id));
            var names = table.GetProperties().Where(p => p.Name == "ChatId" && p.ClrType == typeof(string)).Select(p => (Column: p.GetColumnName(), Value: (object)chatId));
            foreach (var (column, value) in numbers.Concat(names))
            {
                FormattableString sql = System.Runtime.CompilerServices.FormattableStringFactory.Create(
                    $"SELECT COUNT(*) AS \"Value\" FROM \"{table.GetTableName()}\" WHERE \"{column}\" = {{0}}", value);
                counts[$"{table.GetTableName()}.{column}"] = (await db.Database.SqlQuery<int>(sql).ToListAsync(Cancel))[0];
            }
        }

        return counts;
    });
}
