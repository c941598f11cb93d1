using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>The options of the configuration section <c>Questions</c>.</summary>
public sealed class QuestionOptions
{
    public const string Section = "Questions";

    /// <summary>How long a desk may leave a question unanswered, before the one above it gets it too.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan HandUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often a desk is reminded of what it has not answered.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan RemindEvery { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how many days without another word the words of a question are erased.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 180;

    /// <summary>The longest text, in UTF-16 units.</summary>
    [Range(10, 2000)]
    public int MaxLength { get; set; } = 1000;

    /// <summary>How many questions of one chat may be open.</summary>
    [Range(1, 100)]
    public int MaxOpenPerChat { get; set; } = 3;

    /// <summary>How many questions, and how many further words, one chat may send in a day.</summary>
    [Range(1, 1000)]
    public int MaxPerDay { get; set; } = 10;

    /// <summary>How many questions one desk gets in an hour; sightings are counted apart.</summary>
    [Range(1, 10_000)]
    public int MaxPerDeskAndHour { get; set; } = 60;

    /// <summary>
    /// The chats that get what may be a sighting at once, written as in feeds.json: <c>telegram:123456</c>. Empty for the operators.
    /// </summary>
    public IList<string> Duty { get; set; } = [];

    internal IReadOnlyList<OperatorChat> DutyChats => [.. Duty.Select(Read).OfType<OperatorChat>()];

    internal static OperatorChat? Read(string chat) => chat.Trim().Split(':') is [{ Length: > 0 } platform, { Length: > 0 } id]
        ? new OperatorChat(platform, id) : null;
}

[OptionsValidator]
internal sealed partial class QuestionOptionsValidator : IValidateOptions<QuestionOptions>;

/// <summary>Refuses an entry of <see cref="QuestionOptions.Duty"/> that names no chat.</summary>
internal sealed class DutyValidator : IValidateOptions<QuestionOptions>
{
    public ValidateOptionsResult Validate(string? name, QuestionOptions options)
    {
        var wrong = options.Duty.Where(chat => QuestionOptions.Read(chat) is null).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(
            $"{QuestionOptions.Section}:{nameof(QuestionOptions.Duty)}: \"{string.Join("\", \"", wrong)}\" is not a chat such as "
            + "telegram:123456.");
    }
}
