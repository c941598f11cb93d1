using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Says in words what a filter is, and what it would have done to the latest articles.</summary>
internal sealed class FilterReport(Subscriptions subscriptions, FilterTrial trial)
{
    private const int MostTitles = 8;
    private const int MaxTitle = 60;

    /// <summary>Describes the filter of a topic.</summary>
    public ChatText Head(CommandRequest request, Subscription row, SubscriptionChoice choice)
    {
        var texts = request.Texts.Filter;
        var text = ChatText.Empty.Bold(texts.Title(request.NameOf(subscriptions.TopicOf(row))));
        if (choice.Include.Count == 0 && choice.Exclude.Count == 0 && choice.Language is null)
            return text.Line(texts.Nothing);
        if (choice.Include.Count > 0)
            text = text.Line(texts.Wanted(FilterTermText.Show(choice.Include, request.Texts)));
        if (choice.Exclude.Count > 0)
            text = text.Line(texts.Unwanted(FilterTermText.Show(choice.Exclude, request.Texts)));
        text = text.Line(texts.Language(choice.Language));
        return choice.SwitchedOff.Count == 0 ? text
            : text.Line(request.Texts.Settings.SwitchedOff(FilterTermText.Show(choice.SwitchedOff, request.Texts)));
    }

    /// <summary>Says how many of the tried articles would have come.</summary>
    public static string Counted(CommandRequest request, Subscription row, IReadOnlyList<TriedArticle> tried)
    {
        var texts = request.Texts.Filter;
        if (tried.Count == 0)
            return row.TopicKind == TopicKind.Word ? texts.TriedNoWord(FilterTrial.LookedThrough) : texts.TriedNothing;
        var (come, untried) = (tried.Count(each => each.Cause == FilterCause.None), tried.Count(each => each.Cause == FilterCause.Untried));
        return texts.Tried(come, tried.Count - come - untried) + (untried == 0 ? "" : texts.Untried(untried));
    }

    /// <summary>Shows which of the latest articles would have come, and why the others would not.</summary>
    public async Task<CommandReply> TryAsync(
        CommandRequest request, Subscription row, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Filter;
        var all = await trial.RunAsync(request.Subscriber, row.Topic, choice, cancellationToken);
        var tried = all.Where(each => each.Cause != FilterCause.Untried).ToLookup(each => each.Cause == FilterCause.None);
        var text = Head(request, row, choice).Line().Line(Counted(request, row, all));
        text = Listed(request, Listed(request, text, texts.WouldCome, [.. tried[true]]), texts.WouldNot, [.. tried[false]]);
        return new CommandReply
        {
            Text = text,
            Keyboard = ChatKeyboard.Row(ChatButton.Say(request.Texts.Back, FilterPage.Action(row, ""))),
            Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private static ChatText Listed(CommandRequest request, ChatText text, string heading, IReadOnlyList<TriedArticle> some)
    {
        if (some.Count == 0)
            return text;
        text = text.Line().Line().Bold(heading);
        foreach (var each in some.Take(MostTitles))
        {
            var why = request.Texts.Filter.Cause(each.Cause, each.Word is { } word ? FilterTermText.Show(word, request.Texts) : null);
            text = text.Line("• ").Link(
                ChatText.Shorten(AlertText.TitleOf(each.Article, request.Texts), MaxTitle), each.Article.Url);
            if (why.Length > 0)
                text = text.Add($" · {why}");
        }

        return some.Count > MostTitles ? text.Line(request.Texts.Filter.More(some.Count - MostTitles)) : text;
    }
}
