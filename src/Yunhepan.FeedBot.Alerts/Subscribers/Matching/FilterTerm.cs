namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>The part of an article in which a word of a filter is looked for.</summary>
public enum FilterField
{
    /// <summary>The title or the text.</summary>
    Anywhere = 0,
    Title = 1,
    Text = 2,
    Author = 3,

    /// <summary>The names of the source and of the origin.</summary>
    Source = 4,

    /// <summary>The names of the categories, and of those above them.</summary>
    Category = 5,
}

/// <summary>A word or a pattern of a filter, and where it is looked for: <c>title:停电</c>, <c>标题：停电</c>, <c>text:/…/</c>.</summary>
public sealed record FilterTerm(FilterField Field, string Word)
{
    private static readonly (FilterField Field, string[] Names)[] Fields =
    [
        (FilterField.Title, ["title", "标题", "標題"]),
        (FilterField.Text, ["text", "正文", "内容", "內容"]),
        (FilterField.Author, ["author", "作者"]),
        (FilterField.Source, ["source", "来源", "來源", "出处"]),
        (FilterField.Category, ["category", "分类", "分類", "栏目"]),
    ];

    public static FilterTerm Parse(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var word = written.Trim();
        var colon = word.AsSpan().IndexOfAny(':', '：');
        if (colon <= 0 || colon == word.Length - 1)
            return new FilterTerm(FilterField.Anywhere, word);
        return FieldOf(word[..colon]) is { } field
            ? new FilterTerm(field, word[(colon + 1)..].Trim()) : new FilterTerm(FilterField.Anywhere, word);
    }

    /// <summary>Returns the field of this name; null if there is none.</summary>
    public static FilterField? FieldOf(string name) =>
        Fields.Where(each => each.Names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)).Select(each => (FilterField?)each.Field)
            .FirstOrDefault();

    public bool IsPattern => WordPattern.IsOne(Word);

    /// <summary>Returns the term in its compared form, as it is stored.</summary>
    internal FilterTerm Folded() => this with { Word = IsPattern ? Word.Trim() : FoldedText.Fold(Word) };

    /// <summary>Returns the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        Field == FilterField.Anywhere ? Word : $"{Fields.First(each => each.Field == Field).Names[0]}:{Word}";
}
