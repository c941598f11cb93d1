using System.Globalization;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/block #12</c>: the desk of a publisher takes no more questions from who asked question 12.</summary>
internal sealed class BlockCommand(QuestionActions actions) : IChatCommand
{
    public string Name => "block";

    public IReadOnlyList<string> Aliases => ["屏蔽提问"];

    public bool IsListed => false;

    public string Describe(ChatTexts texts) => QuestionTexts.For(texts.Language).BlockDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = QuestionTexts.For(request.Texts.Language);
        return long.TryParse(request.Argument.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await actions.BlockAsync(texts, request.Subscriber, number, cancellationToken) : CommandReply.Say(texts.BlockHow);
    }
}
