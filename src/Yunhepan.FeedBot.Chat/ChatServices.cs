using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Apprise;
using Yunhepan.FeedBot.Chat.Bark;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.DingTalk;
using Yunhepan.FeedBot.Chat.Discord;
using Yunhepan.FeedBot.Chat.Feishu;
using Yunhepan.FeedBot.Chat.Gotify;
using Yunhepan.FeedBot.Chat.Mail;
using Yunhepan.FeedBot.Chat.Mastodon;
using Yunhepan.FeedBot.Chat.Matrix;
using Yunhepan.FeedBot.Chat.Ntfy;
using Yunhepan.FeedBot.Chat.Slack;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Chat.Webhooks;
using Yunhepan.FeedBot.Chat.WeCom;

namespace Yunhepan.FeedBot.Chat;

public static class ChatServices
{
    /// <summary>
    /// Registers the conversation, the web chat, the targets of feeds.json and, if there is a token, the Telegram bot.
    /// </summary>
    /// <param name="guard">Keeps clients whose addresses strangers name from private networks.</param>
    /// <exception cref="OptionsValidationException">The Telegram token is invalid, or its file cannot be read.</exception>
    public static IServiceCollection AddChat(
        this IServiceCollection services, IConfiguration configuration, Action<IHttpClientBuilder> guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        services.AddConversation();
        services.AddAsking();
        services.AddWebChat(guard);
        services.AddTargets();
        services.AddHostedService<MailProbe>();
        return services.AddTelegram(TelegramOptions.From(configuration));
    }

    /// <summary>
    /// Registers one platform for each kind of target in feeds.json, and what checks their templates. They need the current catalogue.
    /// </summary>
    public static IServiceCollection AddTargets(this IServiceCollection services)
    {
        services.AddSingleton<IChatPlatform, ApprisePlatform>();
        services.AddSingleton<IChatPlatform, BarkPlatform>();
        services.AddSingleton<IChatPlatform, DingTalkPlatform>();
        services.AddSingleton<IChatPlatform, DiscordPlatform>();
        foreach (var kind in (TargetKind[])[TargetKind.Feishu, TargetKind.Lark])
            services.AddSingleton<IChatPlatform>(provider => ActivatorUtilities.CreateInstance<FeishuPlatform>(provider, kind));
        services.AddSingleton<IChatPlatform, GotifyPlatform>();
        services.AddMail();
        services.AddSingleton<IChatPlatform, MastodonPlatform>();
        services.AddSingleton<IChatPlatform, MatrixPlatform>();
        services.AddSingleton<IChatPlatform, NtfyPlatform>();
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddSingleton<IChatPlatform, WebhookPlatform>();
        services.AddSingleton<IChatPlatform, WeComPlatform>();
        services.AddSingleton<TemplateCheck>(TargetTemplate.Check);
        services.AddSingleton<MastodonPictures>();
        services.TryAddSingleton<WebPictures>();
        services.AddSingleton<TargetClient>();
        services.AddSingleton<TestAlert>();
        // The addresses may contain secrets, so they must not be logged. The client sees to the time itself.
        services.AddHttpClient(TargetClient.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            });
        return services;
    }

    private static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailRangeValidator>();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailLetter>();
        services.AddSingleton<IChatPlatform, MailPlatform>();
    }

    // The order is that of the help and the menus.
    private static void AddConversation(this IServiceCollection services)
    {
        services.AddScoped<CommandRouter>();
        services.AddScoped<Conversation>();
        services.AddScoped<TopicBoard>();
        services.AddScoped<SettingsPage>();
        services.AddScoped<Silences>();
        services.AddScoped<FormatSample>();
        services.AddScoped<FormatPage>();
        services.AddScoped<FilterPage>();
        services.AddScoped<FilterReport>();
        services.AddSingleton<SourceLooks>();
        services.AddScoped<SourceFollowing>();
        services.AddScoped<SourceChanges>();
        services.AddScoped<OtherLists>();
        services.AddScoped<SubscriptionImport>();
        services.AddScoped<SubscriptionExport>();
        services.AddScoped<AskedArticleSearch>();
        services.AddScoped<SharedFinder>();
        services.AddScoped<ThreadRouting>();
        services.AddCommand<StartCommand>();
        services.AddCommand<TopicsCommand>();
        services.AddCommand<FollowCommand>();
        services.AddCommand<UnfollowCommand>();
        services.AddCommand<ListCommand>();
        services.AddCommand<AddCommand>();
        services.AddCommand<SourcesCommand>();
        services.AddCommand<LatestCommand>();
        services.AddCommand<SearchCommand>();
        services.AddCommand<WhyCommand>();
        services.AddCommand<AskCommand>();
        services.AddCommand<DigestCommand>();
        services.AddCommand<QuietCommand>();
        services.AddCommand<MuteCommand>();
        services.AddCommand<UnmuteCommand>();
        services.AddCommand<ResumeCommand>();
        services.AddCommand<UndoCommand>();
        services.AddCommand<FilterCommand>();
        services.AddCommand<FormatCommand>();
        services.AddCommand<SettingsCommand>();
        services.AddCommand<FeedCommand>();
        services.AddCommand<OpmlCommand>();
        services.AddCommand<ManageCommand>();
        services.AddCommand<MyDataCommand>();
        services.AddCommand<LanguageCommand>();
        services.AddCommand<StopCommand>();
        services.AddCommand<HelpCommand>();
        services.AddCommand<ZoneCommand>();
        services.AddCommand<LimitCommand>();
        services.AddCommand<SoundCommand>();
        services.AddCommand<SilentCommand>();
        services.AddCommand<PushCommand>();
        services.AddCommand<ToggleAction>();
        services.AddCommand<WordAction>();
        services.AddCommand<LessAction>();
        services.AddCommand<ReadAction>();
        services.AddCommand<OpenAction>();
        services.AddCommand<InAction>();
        services.AddCommand<ApproveCommand>();
    }

    // Beside the command /ask, which has its place in the help.
    private static void AddAsking(this IServiceCollection services)
    {
        services.AddScoped<PublisherChoices>();
        services.AddScoped<AnswerOffers>();
        services.AddScoped<QuestionActions>();
        services.AddScoped<QuestionReplies>();
        services.AddCommand<BlockCommand>();
    }

    private static void AddCommand<T>(this IServiceCollection services)
        where T : class, IChatCommand =>
        services.AddScoped<T>().AddScoped<IChatCommand>(provider => provider.GetRequiredService<T>());
}
