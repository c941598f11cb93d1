using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>One function of the bot, the same on every platform.</summary>
internal interface IChatCommand
{
    /// <summary>The name after the slash: only a-z and _.</summary>
    string Name { get; }

    /// <summary>
    /// Other words for it, without a slash; the first is its Chinese name. What it is about may follow a Chinese one without a space:
    /// 关注教育. Empty for what only buttons say.
    /// </summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>Words that begin other phrases too (继续教育, 恢复供水): they name the command only where a space or nothing follows.</summary>
    IReadOnlyList<string> LoneWords => [];

    /// <summary>False for what the help and the menus leave out.</summary>
    bool IsListed => true;

    /// <summary>It can be said after <c>/settings</c> too.</summary>
    bool IsSetting => false;

    /// <summary>True if a stopped chat that sends this command wants alerts again.</summary>
    bool Resumes => false;

    /// <summary>True if people other than the administrators of a group may send it too.</summary>
    bool IsForAnyone => false;

    /// <summary>Describes the command in one line.</summary>
    string Describe(ChatTexts texts);

    Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken);
}
