using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/add ADDRESS</c>, which a pasted address means too: looks at it and offers what was found. Its buttons: <c>add 12 all</c>,
/// <c>add 12 digest</c>, <c>add 12 words</c>, which asks for them, <c>add 12 card</c>, <c>add 12 list</c>, <c>add 12 no</c>; with words:
/// <c>/add 12 +停水 -广告</c>.
/// </summary>
internal sealed class AddCommand(
    AddedSourceDesk desk, SourceFollowing following, SourceLooks looks, CurrentCatalogue catalogue, IOptions<AddingOptions> options)
    : IChatCommand
{
    public string Name => "add";

    public bool Quotes => true;

    public IReadOnlyList<string> Aliases => ["添加来源", "添加源"];

    public IReadOnlyList<string> LoneWords => ["添加"];

    public bool IsListed => IsPossible(options.Value, catalogue.Catalogue);

    public bool Resumes => true;

    public string Describe(ChatTexts texts) => texts.Adding.AddDescription;

    /// <summary>Returns true if anything can be added here: what nobody can approve is not offered.</summary>
    public static bool IsPossible(AddingOptions options, SourceCatalogue catalogue) => options.AddSources == AddSourcesPolicy.Open
        || (options.AddSources == AddSourcesPolicy.Ask && catalogue.Operators.Count > 0);

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Adding);
        if (await following.ObstacleAsync(chat, cancellationToken) is { } obstacle)
            return CommandReply.Say(obstacle);
        var (head, rest) = Words.First(request.Argument);
        if (long.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await DecideAsync(request, number, rest, cancellationToken);
        if (PastedAddress.Read(request.Argument) is not { } address)
            return CommandReply.Say(texts.HowTo);
        return looks.Begin(chat, address);
    }

    private async Task<CommandReply> DecideAsync(CommandRequest request, long number, string how, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts);
        if (await desk.FindAsync(chat, number, cancellationToken) is not { } source)
            return CommandReply.Say(texts.Adding.OfferGone) with { Place = ReplyPlace.ReplacesMessage };
        switch (how)
        {
            case "card":
                return AddedSourceCard.Show(texts, source, following.Asks(chat));
            case "list":
                return looks.Begin(chat, (services, token) => services.GetRequiredService<OtherLists>().NextAsync(chat, source, token));
            case "words":
                return AskWords(request, source);
            case "no":
                await desk.WithdrawOfferAsync(chat, number, cancellationToken);
                return CommandReply.Say(texts.Adding.Cancelled) with { Place = ReplyPlace.ReplacesMessage };
        }

        var choice = how switch
        {
            "" or "all" => SubscriptionChoice.Default,
            "digest" => SubscriptionChoice.Default with { Mode = SubscriptionMode.Digest },
            // The answer to our question consists of words alone.
            _ when Words.First(how) is ("words", { Length: > 0 } answer) => AddedWords.Read(answer),
            _ => AddedWords.ReadMarked(how),
        };
        return choice is null ? AskWords(request, source)
            : await following.FollowAsync(chat, source, choice, cancellationToken) with { Place = ReplyPlace.ReplacesMessage };
    }

    // In a group people talk to each other, so nothing that they write is an answer.
    private static CommandReply AskWords(CommandRequest request, AddedSource source) => request.IsGroup
        ? CommandReply.Say(request.Texts.Adding.WriteWords(source.Id))
        : CommandReply.Say(request.Texts.OfSources.AskWords(source.Name, source.Id)) with { Asks = $"add {source.Id} words" };
}
