using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Delivery;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Runs the stage as the host registers it, over a real database, with articles written straight into the log.</summary>
internal sealed class AlertsRig : IAsyncDisposable
{
    public static readonly TopicKey News = new(TopicKind.Category, "news");
    public static readonly TopicKey AlertsRoot = new(TopicKind.Category, "alerts");
    public static readonly TopicKey Missing = new(TopicKind.Category, "alerts/missing");

    private static readonly SourceCatalogue Nothing = new() { Site = new Site() };

    private readonly ServiceProvider _services;

    private AlertsRig(ServiceProvider services, FakeTimeProvider time, RecordingPlatform platform) =>
        (_services, Time, Platform) = (services, time, platform);

    public FakeTimeProvider Time { get; }

    public RecordingPlatform Platform { get; }

    public AlertsWorker Worker => _services.GetRequiredService<AlertsWorker>();

    public IServiceProvider Services => _services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<AlertsRig> CreateAsync(
        DatabaseLocation location, RecordingPlatform? platform = null, Action<AlertsOptions>? configure = null, FakeTimeProvider? time = null,
        NodeIdentity? node = null, RecordingPlatform? second = null, Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor? interceptor = null,
        Microsoft.Extensions.Logging.ILoggerFactory? loggers = null, Func<SourceCatalogue>? catalogue = null,
        Action<IServiceCollection>? more = null)
    {
        platform ??= new RecordingPlatform();
        time ??= new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(Microsoft.Extensions.Logging.Logger<>))
            .AddSingleton(loggers ?? NullLoggerFactory.Instance)
            .AddSingleton<IChatPlatform>(platform)
            .AddArticlesDb(location)
            .AddSingleton(new CurrentTopics(Tree()))
            .AddSingleton(p => new CurrentCatalogue(() => catalogue?.Invoke() ?? Nothing))
            .AddSingleton<RevisionBell>()
            .AddScoped<ArticleReader>()
            .AddScoped<RevisionLog>()
            .AddScoped<ArticleSearch>()
            .AddScoped<StoryReader>();
        if (second is not null)
            services.AddSingleton<IChatPlatform>(second);
        if (node is not null)
            services.AddSingleton(node);
        services.AddAlerts(location);
        more?.Invoke(services);
        if (interceptor is not null)
        {
            services.ConfigureDbContext<SqliteAlertsDb>(o => o.AddInterceptors(interceptor));
            services.ConfigureDbContext<PostgresAlertsDb>(o => o.AddInterceptors(interceptor));
        }

        services.Configure<AlertsOptions>(o =>
        {
            o.InTheAir = 1;
            configure?.Invoke(o);
        });
        return Task.FromResult(new AlertsRig(services.BuildServiceProvider(validateScopes: true), time, platform));
    }

    public Task RunAsync() => Worker.RunOnceAsync(Cancel);

    /// <summary>Reads only the log, as the worker does in parallel to its lanes, for entries that arrive during a send.</summary>
    public Task RaiseAsync() => InScopeAsync(s => s.GetRequiredService<AlertRaiser>().RaiseAsync(Cancel));

    public Task RunAfterAsync(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return RunAsync();
    }

    public async Task<Subscriber> FollowerAsync(string chat, params TopicKey[] topics)
    {
        Subscriber? subscriber = null;
        await InScopeAsync(async s =>
        {
            subscriber = await s.GetRequiredService<SubscriberStore>().ArriveAsync(Platform.Chat(chat), "zh", Cancel);
            foreach (var topic in topics)
                await s.GetRequiredService<Subscriptions>().FollowAsync(subscriber, topic, Cancel);
        });
        return subscriber!;
    }

    public Task<Article> PublishAsync(
        string title, string category = "news", Priority priority = Priority.Normal, bool alerting = true, TimeSpan? age = null,
        string? language = null, string text = "") =>
        InDbAsync<ArticlesDb, Article>(async db =>
        {
            var article = new Article
            {
                PublicId = Guid.NewGuid(),
                SourceId = "portal",
                Identity = title,
                Title = title,
                ContentText = text,
                ContentHash = title,
                Priority = priority,
                Language = language,
                PublishedAt = Time.GetUtcNow() - (age ?? TimeSpan.Zero),
                PublishedHasTime = true,
                FirstSeenAt = Time.GetUtcNow(),
                SortAt = Time.GetUtcNow(),
                Categories = { new ArticleCategory { CategoryId = category, Reason = "source" } },
            };
            db.Articles.Add(article);
            await db.SaveChangesAsync(Cancel);
            await LogAsync(db, article, RevisionKind.New, alerting);
            return article;
        });

    /// <summary>Logs a repost of an article by another source, as the store would.</summary>
    public Task<Article> RepostAsync(Article original, string title, string source, string category = "alerts") => InDbAsync<ArticlesDb, Article>(async db =>
    {
        var article = new Article
        {
            PublicId = Guid.NewGuid(),
            SourceId = source,
            Identity = title,
            Title = title,
            Url = $"https://{source}.example/{title}",
            ContentHash = title,
            StoryId = original.StoryId,
            IsRepost = true,
            PublishedAt = Time.GetUtcNow(),
            PublishedHasTime = true,
            FirstSeenAt = Time.GetUtcNow(),
            SortAt = Time.GetUtcNow(),
            Categories = { new ArticleCategory { CategoryId = category, Reason = "source" } },
        };
        db.Articles.Add(article);
        await db.SaveChangesAsync(Cancel);
        await LogAsync(db, article, RevisionKind.New, true);
        await LogAsync(db, original, RevisionKind.Story, false);
        return article;
    });

    public Task CorrectAsync(Article article, string title) => InDbAsync<ArticlesDb, int>(async db =>
    {
        await db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Title, title), Cancel);
        await LogAsync(db, article, RevisionKind.Corrected, true, new ArticleChange(ChangedField.Title, article.Title, title));
        return 0;
    });

    public Task WithdrawAsync(Article article) => InDbAsync<ArticlesDb, int>(async db =>
    {
        var now = Time.GetUtcNow();
        await db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.WithdrawnAt, now), Cancel);
        await LogAsync(db, article, RevisionKind.Withdrawn, true);
        return 0;
    });

    /// <summary>Restores an article that was withdrawn.</summary>
    public Task RestoreAsync(Article article) => InDbAsync<ArticlesDb, int>(async db =>
    {
        await db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.WithdrawnAt, (DateTimeOffset?)null), Cancel);
        await LogAsync(db, article, RevisionKind.Corrected, true, new ArticleChange(ChangedField.Restored, "", ""));
        return 0;
    });

    /// <summary>Ends the alert of an article; without an end, corrects it to not ended.</summary>
    public Task EndAsync(Article article, AlertEnd? end) => InDbAsync<ArticlesDb, int>(async db =>
    {
        DateTimeOffset? now = end is null ? null : Time.GetUtcNow().AddMilliseconds(1);
        await db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.EndedAt, now).SetProperty(a => a.EndedAs, end).SetProperty(a => a.Priority, end is null ? Priority.Urgent : Priority.Normal), Cancel);
        await LogAsync(db, article, RevisionKind.Corrected, true, new ArticleChange(ChangedField.End, end is null ? "Found" : "", end?.ToString() ?? ""));
        return 0;
    });

    /// <summary>Removes the personal data of a person who was found.</summary>
    public Task ForgetAsync(Article article, string title) => InDbAsync<ArticlesDb, int>(async db =>
    {
        DateTimeOffset? now = Time.GetUtcNow();
        await db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.ForgottenAt, now).SetProperty(a => a.Title, title), Cancel);
        await LogAsync(db, article, RevisionKind.Corrected, true, new ArticleChange(ChangedField.Private, "", ""));
        return 0;
    });

    public async Task InScopeAsync(Func<IServiceProvider, Task> action)
    {
        await using var scope = _services.CreateAsyncScope();
        await action(scope.ServiceProvider);
    }

    public async Task<T> InDbAsync<TDb, T>(Func<TDb, Task<T>> action)
        where TDb : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task LogAsync(ArticlesDb db, Article article, RevisionKind kind, bool alerting, params ArticleChange[] changes)
    {
        var number = (await db.Revisions.MaxAsync(r => (long?)r.Number, Cancel) ?? 0) + 1;
        db.Revisions.Add(new Revision { Number = number, ArticleId = article.Id, Kind = kind, At = Time.GetUtcNow(), Alerting = alerting, Changes = [.. changes] });
        await db.SaveChangesAsync(Cancel);
        await db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Revision, number), Cancel);
    }

    private static TopicTree Tree()
    {
        var site = new Site { Title = LocalisedName.Same("济宁快报"), Language = "zh" };
        return new TopicTree(site,
        [
            Node(TopicKind.Category, "news", null, "新闻", "News"),
            Node(TopicKind.Category, "alerts", null, "警情", "Alerts"),
            Node(TopicKind.Category, "alerts/missing", "alerts", "寻人", "Missing persons") with { Priority = Priority.Urgent },
            Node(TopicKind.Source, "portal", null, "运河门户", "Canal portal"),
            Node(TopicKind.Source, "evening", null, "运河晚报", "Canal evening news"),
        ]);
    }

    private static TopicNode Node(TopicKind kind, string id, string? parent, string zh, string en) =>
        new() { Kind = kind, Id = id, ParentId = parent, Name = new LocalisedName(zh, en) };
}

/// <summary>A chat platform that records its messages and gives scripted results.</summary>
internal sealed class RecordingPlatform(SendLimits? limits = null, string account = "one") : IChatPlatform
{
    private readonly List<Line> _lines = [];

    /// <param name="EditedId">Null for a new message.</param>
    internal sealed record Line(string Chat, string Title, AlertKind Kind, string? EditedId, AlertMessage Message, EarlierMessage? Earlier)
    {
        public DateTimeOffset? HoldsUntil { get; init; }
    }

    public string Platform => "recording";

    public string Account => account;

    public SendLimits Limits => limits ?? SendLimits.None;

    /// <summary>Decides an answer; null means sent.</summary>
    public Func<ChatAddress, AlertMessage, Task<SendResult?>> Answer { get; set; } = (_, _) => Task.FromResult<SendResult?>(null);

    public IReadOnlyList<Line> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Digests sent or edited, in their order.</summary>
    public List<DigestMessage> Digests { get; } = [];

    /// <summary>What arrived, as <c>chat: title</c>.</summary>
    public IEnumerable<string> Arrived => Lines.Select(l => $"{l.Chat}: {l.Title}");

    public ChatAddress Chat(string id) => new(Platform, Account, id);

    public bool IsGroup(ChatAddress chat) => chat.ChatId.StartsWith('g');

    public PlatformCapabilities Capabilities { get; init; } = new()
    {
        CanEdit = true, CanDelete = true, HasButtons = true, HasPhotos = true, MaxText = 4096, MaxCaption = 1024,
    };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) => message switch
    {
        OutgoingMessage.OneArticle article => TakePartAsync(chat, article, cancellationToken),
        OutgoingMessage.Digest digest => TakeAsync(chat, null, AsLine(digest.Content), null, cancellationToken),
        OutgoingMessage.AboutTarget about => Task.FromResult<SendResult>(Tell(chat, about.News)),
        OutgoingMessage.Notice notice => AnnounceAsync(chat, notice.Earlier?.MessageId ?? "", notice.Alert, cancellationToken),
        _ => throw new InvalidOperationException(),
    };

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        TakeAsync(chat, messageId, message is OutgoingMessage.Digest digest ? AsLine(digest.Content) : ((OutgoingMessage.OneArticle)message).Alert, null, cancellationToken);

    /// <summary>The number of messages into which the text of an article is split.</summary>
    public int Parts { get; set; } = 1;

    private async Task<SendResult> TakePartAsync(ChatAddress chat, OutgoingMessage.OneArticle article, CancellationToken cancellationToken)
    {
        var result = await TakeAsync(chat, null, article.Alert, article.Earlier, cancellationToken, article.HoldsUntil);
        if (result is not SendResult.Sent sent || !article.MayHaveParts)
            return result;
        var id = article.Continues is { } begun ? $"{begun}+{sent.MessageId}" : sent.MessageId;
        return sent with { MessageId = id, HasMore = id.Split('+').Length < Parts };
    }

    /// <summary>The answers to messages, as <c>message: kind, end, silent</c>.</summary>
    public List<(string Chat, string MessageId, AlertMessage Message)> Announced { get; } = [];

    /// <summary>What operators were told about targets.</summary>
    public List<(string Chat, TargetNews News)> Told { get; } = [];

    private SendResult.Sent Tell(ChatAddress chat, TargetNews news)
    {
        Told.Add((chat.ChatId, news));
        return new SendResult.Sent("t" + Told.Count);
    }

    private async Task<SendResult> AnnounceAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken)
    {
        if (await Answer(chat, message).WaitAsync(cancellationToken) is { } answer)
            return answer;
        lock (_lines)
            Announced.Add((chat.ChatId, messageId, message));
        return new SendResult.Sent("a" + messageId);
    }

    // "Daily 3: 新闻 一、二; 警情 三", as one message.
    private AlertMessage AsLine(DigestMessage digest)
    {
        lock (_lines)
            Digests.Add(digest);
        return LineOf(digest);
    }

    private static AlertMessage LineOf(DigestMessage digest) => digest.Sections[0].Articles[0] with
    {
        Kind = AlertKind.New,
        Title = $"{digest.Kind} {digest.Count}: " + string.Join("; ", digest.Sections.Select(section =>
            $"{section.Name} {string.Join('、', section.Articles.Select(a => a.Kind is AlertKind.Withdrawn or AlertKind.Ended ? $"~{a.Title}~" : a.Title))}")),
        IsSilent = digest.IsSilent,
    };

    private async Task<SendResult> TakeAsync(
        ChatAddress chat, string? edited, AlertMessage message, EarlierMessage? earlier, CancellationToken cancellationToken,
        DateTimeOffset? holdsUntil = null)
    {
        if (await Answer(chat, message).WaitAsync(cancellationToken) is { } answer)
            return answer;
        lock (_lines)
        {
            _lines.Add(new Line(chat.ChatId, message.Title, message.Kind, edited, message, earlier) { HoldsUntil = holdsUntil });
            return new SendResult.Sent(edited ?? $"m{_lines.Count}");
        }
    }
}
