using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FilterTexts
{
    public static FilterTexts En { get; } = new()
    {
        Description = "Filter a topic by words in or out: /filter education +exam",
        Title = name => $"Filter of {name}",
        WhichTopic = "Which topic shall be filtered? 🔎 marks those with a filter.",
        Wanted = words => $"✓ only what mentions {words}",
        Unwanted = words => $"✗ nothing that mentions {words}",
        Language = language =>
            language is null ? "🌐 any language" : $"🌐 {SettingsTexts.En.OnlyIn(language)}",
        Nothing = "There is no filter: all of it comes.",
        InField = (word, field) => $"{word} ({EnglishNameOf(field)})",
        Field = EnglishNameOf,
        AddWanted = "+ Only…",
        AddUnwanted = "- Without…",
        Ask = (wanted, field) =>
            $"Only articles {(wanted ? "with" : "without")} which words in the {EnglishNameOf(field)}? Send them to me, with spaces "
            + "between them. Or tap where else to look first:",
        AnyLanguage = "Any language",
        OnlyIn = language => $"Only {ChatTexts.InLanguage(language, "Chinese", "English", "Japanese", "Spanish")}",
        Clear = "Remove all",
        TryButton = "🔎 Show which",
        Tried = (come, not) => $"🔎 Of the latest {come + not} articles, {come} would have come and {not} would not.",
        TriedNothing = "🔎 There are no articles yet to try it on.",
        TriedNoWord = count => $"🔎 None of the latest {count} articles here mentions it, so there is nothing to try it on.",
        Untried = count => $" There was no time to try {count} more.",
        WouldCome = "Would have come:",
        WouldNot = "Would not have come:",
        Cause = (cause, word) => cause switch
        {
            FilterCause.Language => "another language",
            FilterCause.NoWord => "none of the wanted words",
            FilterCause.Word => $"mentions {word}",
            FilterCause.None or FilterCause.Untried => "",
            _ => throw new System.Diagnostics.UnreachableException($"no cause {cause}"),
        },
        More = count => $"and {count} more",
        TooManyWords = "A topic has at most 40 words. Please remove some first.",
        Unclear = words => $"I do not understand {words}, so nothing was changed. Write /filter education +exam -course +title:school "
            + "language en; the places are title, text, author, source and category. /filter education try shows what it would have done "
            + "to the latest 50 articles, /filter education clear removes all.",
    };

    private static string EnglishNameOf(FilterField field) => field switch
    {
        FilterField.Anywhere => "title or text",
        FilterField.Title => "title",
        FilterField.Text => "text",
        FilterField.Author => "author",
        FilterField.Source => "source",
        FilterField.Category => "category",
        _ => throw new System.Diagnostics.UnreachableException($"no field {field}"),
    };
}
