using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows the filter of a topic with buttons that change it, and what it would have done to the latest articles.</summary>
internal sealed class FilterPage(Subscriptions subscriptions, FilterTrial trial, FilterReport report)
{
    // A keyboard has room for these; the others are removed by words.
    private const int MostWords = 20;

    /// <param name="notice">The change that was just made; null if the page is only shown.</param>
    /// <param name="step">The number of the step that undoes the change; null if there is none.</param>
    public async Task<CommandReply> ShowAsync(
        CommandRequest request, Subscription row, SubscriptionChoice choice, string? notice, long? step,
        CancellationToken cancellationToken)
    {
        var tried = await trial.RunAsync(request.Subscriber, row.Topic, choice, cancellationToken);
        return new CommandReply
        {
            Text = report.Head(request, row, choice).Line().Line(FilterReport.Counted(request, row, tried)),
            Keyboard = Keyboard(request, row, choice, step),
            Notice = notice,
            Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    /// <summary>Asks for words; the next text is taken as the answer.</summary>
    public static CommandReply Ask(CommandRequest request, Subscription row, bool wanted, FilterField field)
    {
        var texts = request.Texts.Filter;
        return CommandReply.Say(
            texts.Ask(wanted, field),
            ChatKeyboard.Grid(
                Enum.GetValues<FilterField>().Where(other => other != field)
                    .Select(other => ChatButton.Say(texts.Field(other), Action(row, FilterWords.Ask(wanted, other)))), 3)
                .Then(ChatButton.Say(request.Texts.Back, Action(row, "")))) with
        {
            Asks = Action(row, FilterWords.Ask(wanted, field)),
            Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    /// <summary>Lists the followed topics, each of which can be filtered.</summary>
    public CommandReply Topics(
        CommandRequest request, List<(Subscription Row, SubscriptionChoice Choice)> followed, string number) =>
        FollowedKeyboard.Ask(
            request, request.Texts.Filter.WhichTopic, "filter",
            followed.ConvertAll(each => (subscriptions.TopicOf(each.Row), each.Row.FilterId is null ? "" : "🔎 ")), number);

    private static ChatKeyboard Keyboard(CommandRequest request, Subscription row, SubscriptionChoice choice, long? step)
    {
        var texts = request.Texts.Filter;
        var keyboard = ChatKeyboard.Grid(
            choice.Include.Select(term => Removal(true, term)).Concat(choice.Exclude.Select(term => Removal(false, term)))
                .Take(MostWords), 2)
            .Then(Say(texts.AddWanted, FilterWords.Ask(true, FilterField.Anywhere)),
                Say(texts.AddUnwanted, FilterWords.Ask(false, FilterField.Anywhere)))
            .Then([
                Say((choice.Language is null ? "✓ " : "") + texts.AnyLanguage, "l0"),
                .. new[] { ChatTexts.Chinese, ChatTexts.English, request.Texts.Language }
                    .Where(language => language != ChatTexts.TraditionalChinese).Distinct().Select(
                    language => Say((choice.Language == language ? "✓ " : "") + texts.OnlyIn(language), $"l={language}")),
            ])
            .Then(choice.Include.Count + choice.Exclude.Count > 0 || choice.Language is not null
                ? [Say(texts.TryButton, "try"), Say(texts.Clear, "clear")] : []);
        return keyboard.Then(UndoCommand.Button(request.Texts, step).Rows.SelectMany(each => each))
            .Then(ChatButton.Say(request.Texts.Back, "filter topics"));

        ChatButton Say(string label, string words) => ChatButton.Say(label, Action(row, words));

        ChatButton Removal(bool wanted, string term) =>
            Say($"✕ {(wanted ? '+' : '-')} {FilterTermText.Show(term, request.Texts)}", FilterWords.Remove(wanted, term));
    }

    public static string Action(Subscription row, string words) => $"filter {TopicToken.Format(row.Topic)} {words}".TrimEnd();
}
