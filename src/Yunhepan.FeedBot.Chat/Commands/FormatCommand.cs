using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/format</c>: how messages look, with a preview. <c>/format 简洁 图片 无</c> for the chat, <c>/format 教育 全文</c> for one topic;
/// its buttons: <c>format t1</c>, <c>format c_education p2</c>, <c>format topics</c>.
/// </summary>
internal sealed class FormatCommand(
    Topics topics, Subscriptions subscriptions, ChatFormats formats, ChatSettings settings, ChatUndo undo, FormatPage page) : IChatCommand
{
    public string Name => "format";

    public IReadOnlyList<string> Aliases => ["格式", "消息格式", "样式"];

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Format.Description;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var rows = (await subscriptions.RowsAsync(request.Subscriber, cancellationToken))
            .Where(row => row.Mode != SubscriptionMode.Muted).ToList();
        var words = Words.Split(request.Argument);
        if (words is ["topics", ..] or ["主题" or "主題", ..])
            return page.Topics(request, rows, words.Length > 1 ? words[1] : "0");
        if (words.Length == 0)
            return await page.ShowAsync(request, null, null, cancellationToken);
        var (place, rest) = FollowedName.Find(words, rows, subscriptions.TopicOf);
        if (place is null && TopicToken.LooksLikeOne(words[0]))
            return CommandReply.Flash(request.Texts.ItWasNotFollowed);
        var current = await formats.FindAsync(place is null ? request.Subscriber.FormatId : place.FormatId ?? request.Subscriber.FormatId,
            cancellationToken);
        if (rest.Count > 0 && FormatTemplate.IsOne(rest[0]))
        {
            if (rest.Count == 1)
                return FormatTemplate.Ask(request, place);
            var (made, fault) = FormatTemplate.Read(
                request, current, FollowedName.After(request.Argument, words, words.Length - rest.Count + 1));
            return fault ?? await ChangeAsync(
                request, place, current, FormatWords.Read([], made!) with { Deletes = current.Template is not null }, cancellationToken);
        }

        var asked = FormatWords.Read(rest, current);
        if (asked.Unclear.Count > 0)
            return NotUnderstood(request, asked.Unclear, place is null ? words[0] : null);
        return rest.Count == 0 ? await page.ShowAsync(request, place, null, cancellationToken)
            : await ChangeAsync(request, place, current, asked, cancellationToken);
    }

    private CommandReply NotUnderstood(CommandRequest request, IReadOnlyList<string> unclear, string? name)
    {
        var texts = request.Texts;
        // A topic that exists but is not followed has no messages here.
        if (name is not null && topics.Matching(name) is [var other] && topics.Unexplained(other, name).Count == 0)
            return FollowedName.NotFollowed(request, other);
        return CommandReply.Say(
            texts.Format.Unclear(FollowOptions.Quoted(unclear.Take(4), texts)),
            ChatKeyboard.Row(ChatButton.Say(texts.Format.Button, Name)));
    }

    private async Task<CommandReply> ChangeAsync(
        CommandRequest request, Subscription? place, MessageFormat current, FormatWords asked, CancellationToken cancellationToken)
    {
        var (texts, format) = (request.Texts.Format, asked.Format);
        var loses = FormatText.CodeOf(format);
        if (loses.Length > 0 && (asked.Urgent == UrgentChoice.Asked || (asked.Urgent == UrgentChoice.Confirmed && asked.Agreed != loses)))
        {
            // What else was asked for holds at once; the answer may come late, or never.
            await StoreAsync(request.Subscriber, place, asked, (current, format with { AlsoUrgent = null }), cancellationToken);
            return FormatPage.AskAboutUrgent(request, place, format);
        }

        List<string> said = [asked.IsReset ? texts.Reset : request.Texts.Settings.Saved];
        bool? alsoUrgent = asked.Urgent switch
        {
            UrgentChoice.Unsaid => format.AlsoUrgent,
            UrgentChoice.No => null,
            UrgentChoice.Asked or UrgentChoice.Confirmed => true,
            _ => throw new System.Diagnostics.UnreachableException($"no choice {asked.Urgent}"),
        };
        // What a reader agreed to is this format, and not one that leaves out more.
        if (alsoUrgent == true && asked.Urgent == UrgentChoice.Unsaid && format.LosesMoreThan(current))
        {
            alsoUrgent = null;
            said.Add(texts.UrgentWholeAgain);
        }

        var step = await StoreAsync(
            request.Subscriber, place, asked, (current, format with { AlsoUrgent = alsoUrgent }), cancellationToken);
        if (asked.SpeaksOfPreview && !page.HasPreviews(request.Subscriber))
            said.Add(texts.NoPreviewsHere);
        return await page.ShowAsync(
            request, place, string.Join(request.Texts.SentenceGap, said), cancellationToken,
            step);
    }

    /// <returns>The number of the step that undoes it; null if it deletes nothing.</returns>
    private async Task<long?> StoreAsync(
        Subscriber chat, Subscription? place, FormatWords asked, (MessageFormat Old, MessageFormat New) format,
        CancellationToken cancellationToken)
    {
        var step = asked is { IsReset: false, Deletes: false } ? null
            : place is null ? await undo.RememberFormatAsync(chat, cancellationToken)
            : await undo.RememberAsync(chat, place.Topic, cancellationToken);
        if (place is null && format.New != format.Old)
            await formats.SetAsync(chat, format.New, cancellationToken);
        else if (place is not null && (asked.IsReset || format.New != format.Old))
            await formats.SetAsync(place, asked.IsReset && format.New == MessageFormat.Usual ? null : format.New, cancellationToken);
        if (asked.IsSilent is { } isSilent)
            await (place is null ? settings.SetSilentAsync(chat, isSilent, cancellationToken)
                : formats.SetSilentAsync(place, isSilent, cancellationToken));
        return step;
    }
}
