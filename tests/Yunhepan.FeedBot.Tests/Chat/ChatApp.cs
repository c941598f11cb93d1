using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Chat.Mail;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>
/// Runs the chat stage on a real Kestrel and a real SQLite file, with or without Telegram; tests send the alerts.
/// </summary>
internal sealed class ChatApp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-").FullName;
    private readonly WebApplication _app;

    private ChatApp(int port, (string Key, string Value)[] settings, TimeProvider time, SourceCatalogue catalogue)
    {
        var location = new DatabaseLocation.SqliteFile(Path.Combine(_folder, "test.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders().AddProvider(new LogLines(Log));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton(new CurrentTopics(Sample.Taxonomy("https://feeds.example")));
        services.AddSingleton(new CurrentCatalogue(() => catalogue));
        services.AddDbContext<ArticlesDb, SqliteArticlesDb>(options => Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions
            .UseSqlite(options, location.ConnectionString, sqlite => sqlite.MigrationsHistoryTable("articles_migrations")));
        services.AddScoped<ArticleReader>().AddScoped<RevisionLog>().AddScoped<ArticleSearch>();
        services.AddAlertsDb(location);
        services.AddScoped<PushDevices>().AddScoped<PushKeys>().AddScoped<ChatTransfers>();
        services.AddOptions<AlertsOptions>();
        services.AddSingleton<Topics>().AddSingleton<AlertMessages>().AddSingleton<LaneBoard>();
        services.AddSingleton<FeedBot.Alerts.Subscribers.Matching.FilterFields>().AddSingleton<FeedBot.Alerts.Subscribers.Matching.PatternMatcher>();
        services.AddScoped<UpdateInbox>().AddScoped<ManagedChats>().AddScoped<DeadLetterLog>().AddScoped<Absences>().AddScoped<SubscriberStore>().AddScoped<ChatReach>().AddScoped<ChatSettings>().AddScoped<MutedTopics>().AddScoped<PrivateFeedTokens>();
        services.AddSingleton(new PrivateFeedFormats(["rss", "txt"]));
        services.AddScoped<AskedArticles>().AddScoped<SubscriptionAccounts>().AddScoped<SilenceReader>().AddScoped<Explanations>();
        services.AddScoped<Subscriptions>().AddScoped<ChatFormats>().AddScoped<ChatUndo>().AddScoped<FilterTrial>().AddScoped<LatestArticles>().AddScoped<Transcript>().AddScoped<SilentChats>();
        services.AddSingleton<FeedBot.Alerts.Subscribers.Matching.WordIndex>();
        services.AddScoped<FeedBot.Alerts.Privacy.ChatExport>().AddScoped<FeedBot.Alerts.Privacy.ChatEraser>();
        services.AddAddedSources();
        services.AddQuestions();
        services.AddSingleton<LookAtSource>(_ => (_, _) => Task.FromResult<SourceLook>(new SourceLook.Nothing(LookFault.NotFound)));
        services.AddSingleton<ReadSourceHealth>(_ => (_, _) => Task.FromResult<IReadOnlyDictionary<string, AddedSourceHealth>>(new Dictionary<string, AddedSourceHealth>()));
        services.AddChat(builder.Configuration, _ => { });
        // Tests push themselves, at a moment of their own.
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(WebPusher)));
        _app = builder.Build();
        _app.MapWebChat();
        _app.MapTelegram();
        _app.MapMail();
        Location = location;
    }

    /// <summary>Every line logged, with its exception.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public DatabaseLocation.SqliteFile Location { get; }

    public Uri BaseUrl => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<ChatApp> StartAsync(params (string Key, string Value)[] settings) => StartAsync(0, settings);

    public static async Task<ChatApp> StartAsync(
        int port, (string Key, string Value)[] settings, TimeProvider? time = null, SourceCatalogue? catalogue = null,
        Func<ChatApp, Task>? before = null)
    {
        var app = new ChatApp(port, settings, time ?? TimeProvider.System, catalogue ?? new SourceCatalogue { Site = new Site() });
        await MigratedDatabase.WriteAsync(app.Location);
        if (before is not null)
            await before(app);
        await app._app.StartAsync(Cancel);
        return app;
    }

    public IChatPlatform Platform(string name) => Services.GetServices<IChatPlatform>().Single(platform => platform.Platform == name);

    public async Task<T> AskAsync<TFacade, T>(Func<TFacade, Task<T>> ask)
        where TFacade : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TFacade>());
    }

    public async Task<CommandAnswer> SayAsync(string text, string chatId = "person", bool button = false, string? language = "zh")
    {
        var input = new ChatInput(new ChatAddress("web", "web", chatId), text) { IsButton = button, LanguageCode = language };
        var reply = await AskAsync<Conversation, FeedBot.Chat.Commands.CommandReply?>(conversation => conversation.AnswerAsync(input, Cancel));
        return new CommandAnswer(reply ?? throw new InvalidOperationException("no answer"));
    }

    public async Task<IReadOnlyList<string>> FollowedAsync(ChatAddress chat)
    {
        await using var scope = Services.CreateAsyncScope();
        var subscriber = await scope.ServiceProvider.GetRequiredService<SubscriberStore>().FindAsync(chat, Cancel);
        return subscriber is null ? [] : [.. (await scope.ServiceProvider.GetRequiredService<Subscriptions>().ListAsync(subscriber, Cancel)).Select(topic => topic.Key.Id)];
    }

    /// <summary>Stores an article that a search finds.</summary>
    public Task StoreAsync(params Article[] articles) => AskAsync<ArticlesDb, int>(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        db.Articles.AddRange(articles);
        var stored = await db.SaveChangesAsync(Cancel);
        await db.WriteIndexAsync([.. articles.Select(a => new IndexEntry(a.Id, SearchText.Words(a.Title + "\n" + a.ContentText), [], []))], Cancel);
        await transaction.CommitAsync(Cancel);
        return stored;
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        MigratedDatabase.LetGo(Location);
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class LogLines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>An answer in the form that tests inspect.</summary>
internal sealed record CommandAnswer(FeedBot.Chat.Commands.CommandReply Reply)
{
    public string Text => Reply.Text.Plain;

    public IReadOnlyList<FeedBot.Chat.Text.ChatButton> Buttons => [.. Reply.Keyboard.Rows.SelectMany(row => row)];

    public string ActionOf(string label) => Buttons.First(button => button.Label.Contains(label, StringComparison.Ordinal)).Action!;
}
