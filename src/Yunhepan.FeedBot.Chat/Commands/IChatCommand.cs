using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>One function of the bot, the same on every platform.</summary>
internal interface IChatCommand
{
    /// <summary>The name after the slash: only a-z and _.</summary>
    string Name { get; }

    /// <summary>
    /// Other words for the command, without a slash; the first is its Chinese name. An argument may follow a Chinese name without a
    /// space: 关注教育. Empty for a command that only buttons send.
    /// </summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>Words that also begin other phrases (继续教育, 恢复供水): they name the command only before a space or the end.</summary>
    IReadOnlyList<string> LoneWords => [];

    /// <summary>False for a command that help and menus omit.</summary>
    bool IsListed => true;

    /// <summary>True if it can also be written after <c>/settings</c>.</summary>
    bool IsSetting => false;

    /// <summary>True if a stopped chat that sends this command wants alerts again.</summary>
    bool Resumes => false;

    /// <summary>True if people other than the administrators of a group may send it too.</summary>
    bool IsForAnyone => false;

    /// <summary>True if what is written after it stands in an article, or in a page, rather than being in a person's own words.</summary>
    bool Quotes => false;

    /// <summary>Describes the command in one line.</summary>
    string Describe(ChatTexts texts);

    Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken);
}
