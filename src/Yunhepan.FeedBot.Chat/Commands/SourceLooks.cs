using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Looks at addresses for chats, within limits of time and number, and replies with what was found.</summary>
internal sealed partial class SourceLooks(
    LookAtSource look, IServiceScopeFactory scopes, CurrentCatalogue catalogue, IOptions<AddingOptions> options, TimeProvider time,
    ILogger<SourceLooks> logger) : IDisposable
{
    private readonly PartitionedRateLimiter<long> _ofChats = PartitionedRateLimiter.Create<long, long>(
        chat => RateLimitPartition.GetTokenBucketLimiter(chat, _ => PerHour(options.Value.LooksPerHour)));

    private readonly TokenBucketRateLimiter _ofAll = new(PerHour(options.Value.LooksInAllPerHour));

    /// <summary>Begins to look at an address for a chat, if it may be looked at.</summary>
    /// <param name="replaces">The number of the source whose address is to be changed; null to add one.</param>
    public CommandReply Begin(Subscriber chat, string address, long? replaces = null)
    {
        var texts = ChatTexts.For(chat.Language).Adding;
        return options.Value.Refuses(Absolute(address)) || IsOurs(address) ? CommandReply.Say(texts.HostRefused)
            : Begin(chat, (services, token) => LookAsync(chat, address, replaces, services, token));
    }

    /// <summary>Begins a look of any kind for a chat, unless it has asked too often.</summary>
    public CommandReply Begin(Subscriber chat, Func<IServiceProvider, CancellationToken, Task<CommandReply>> look)
    {
        var texts = ChatTexts.For(chat.Language).Adding;
        return MayLook(chat) ? CommandReply.Say(texts.Looking) with { Later = token => WithinAsync(chat, look, token) }
            : CommandReply.Say(texts.TooManyLooks);
    }

    /// <summary>Returns false if the chat, or all chats together, have asked too often.</summary>
    public bool MayLook(Subscriber chat)
    {
        using var own = options.Value.LooksPerHour > 0 ? _ofChats.AttemptAcquire(chat.Id) : null;
        if (own is not { IsAcquired: true } || options.Value.LooksInAllPerHour == 0)
            return false;
        using var all = _ofAll.AttemptAcquire();
        return all.IsAcquired;
    }

    // It never throws, except when the service stops.
    private async Task<CommandReply> WithinAsync(
        Subscriber chat, Func<IServiceProvider, CancellationToken, Task<CommandReply>> work, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For(chat.Language);
        using var patience = new CancellationTokenSource(options.Value.LookWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await work(scope.ServiceProvider, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CommandReply.Say(texts.Adding.TooSlow);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, chat.Id);
            return CommandReply.Say(texts.Adding.Failed);
        }
    }

    private async Task<CommandReply> LookAsync(
        Subscriber chat, string address, long? replaces, IServiceProvider services, CancellationToken cancellationToken)
    {
        var found = await look(address, cancellationToken);
        return replaces is { } number
            ? await services.GetRequiredService<SourceChanges>().ShowAsync(chat, number, found, cancellationToken)
            : await ReplyAsync(chat, found, services, cancellationToken);
    }

    public void Dispose()
    {
        _ofChats.Dispose();
        _ofAll.Dispose();
    }

    private async Task<CommandReply> ReplyAsync(
        Subscriber chat, SourceLook found, IServiceProvider services, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For(chat.Language);
        switch (found)
        {
            case SourceLook.Known known:
                return await services.GetRequiredService<SourceFollowing>().FollowKnownAsync(chat, known.SourceId, cancellationToken);
            case SourceLook.Found { Choices: var all }:
                var choices = all.Where(c => !options.Value.Refuses(c.Url)).ToList();
                if (choices.Count == 0)
                    return CommandReply.Say(texts.Adding.HostRefused);
                var offers = await services.GetRequiredService<AddedSourceDesk>().OfferAsync(chat, choices, cancellationToken);
                return AddedSourceCard.Show(
                    chat.Language, choices, offers, services.GetRequiredService<ChatSettings>().ClockOf(chat),
                    services.GetRequiredService<SourceFollowing>().Asks(chat));
            case SourceLook.Nothing { Fault: var fault }:
                return CommandReply.Say(texts.Adding.Fault(fault));
            default:
                throw new System.Diagnostics.UnreachableException($"unknown look {found.GetType().Name}");
        }
    }

    /// <summary>Returns true for an address of this service: our own feeds would come back as articles of another source.</summary>
    public bool IsOurs(string address) =>
        Uri.TryCreate(Absolute(address), UriKind.Absolute, out var url)
        && Uri.TryCreate(catalogue.Catalogue.Site.BaseUrl, UriKind.Absolute, out var ours)
        && url.IdnHost.Equals(ours.IdnHost, StringComparison.OrdinalIgnoreCase) && url.Port == ours.Port;

    private static string Absolute(string address) =>
        address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;

    private static TokenBucketRateLimiterOptions PerHour(int count) => new()
    {
        TokenLimit = Math.Max(1, count),
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromHours(1) / Math.Max(1, count),
        QueueLimit = 0,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking at an address for chat {Chat} failed")]
    private partial void LogFailed(Exception exception, long chat);
}
