using System.Globalization;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/opml</c>: gives what the chat follows as a file; the button <c>opml 7 all</c> follows what a file holds.</summary>
internal sealed class OpmlCommand(SubscriptionExport export, SubscriptionImport import) : IChatCommand
{
    public string Name => "opml";

    public IReadOnlyList<string> Aliases => ["导出关注"];

    public string Describe(ChatTexts texts) => ImportTexts.For(texts.Language).Description;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (head, rest) = Words.First(request.Argument);
        if (rest == "all" && long.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await import.FollowAllAsync(request.Subscriber, number, cancellationToken) with { Place = ReplyPlace.ReplacesMessage };
        if (SubscriptionImport.IsOne(request.Argument))
            return await import.ShowAsync(
                request.Subscriber, System.Text.Encoding.UTF8.GetBytes(request.Argument), cancellationToken);
        return await export.WriteAsync(request.Subscriber, cancellationToken);
    }
}
