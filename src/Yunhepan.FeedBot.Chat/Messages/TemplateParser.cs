using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <param name="Line">The line of the fault, from 1.</param>
/// <param name="Column">Its place in the line, from 1.</param>
/// <param name="What">What is wrong there, in the parser's words.</param>
internal sealed record TemplateFault(int Line, int Column, string What)
{
    /// <summary>The word that is not known; empty for other faults.</summary>
    public string Word { get; init; } = "";
}

/// <summary>
/// Checks templates when they are set: the grammar, and that only what is harmless is used. Tags that fetch files or keep values and
/// filters that multiply text are not allowed, because a few of them could fill the memory.
/// </summary>
internal static partial class TemplateParser
{
    private const string Probe = "8c1e44d2";

    private static readonly string[] Tags = ["if", "unless", "elsif", "else", "for", "case", "comment", "raw", "break", "continue"];

    private static readonly string[] Filters =
    [
        "upcase", "downcase", "capitalize", "strip", "lstrip", "rstrip", "strip_newlines", "truncate", "truncatewords", "default", "join",
        "first", "last", "size", "append", "prepend", "remove", "bold", "italic", "link",
    ];

    /// <summary>All words that a template may use.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. AlertTemplate.Names, .. Filters];

    public static FluidParser Create()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Where(tag => !Tags.Contains(tag)).ToList())
            parser.RegisteredTags.Remove(tag);
        return parser;
    }

    /// <summary>Returns the first fault; null if the template can be used.</summary>
    public static TemplateFault? Check(string template)
    {
        if (!Create().TryParse(template, out var parsed, out var error))
            return FaultOf(error);
        var used = new UsedNames();
        used.VisitTemplate(parsed);
        if (used.HasRange)
            return new TemplateFault(1, 1, "ranges are not allowed");
        return used.Filters.Where(name => !Filters.Contains(name)).Select(name => At(template, name, $"unknown filter '{name}'"))
            .Concat(used.Names.Where(name => !AlertTemplate.Names.Contains(name) && !used.Loops.Contains(name) && name != "forloop")
                .Select(name => At(template, name, $"unknown name '{name}'")))
            .FirstOrDefault();
    }

    /// <summary>Returns true if the template shows the whole text of an article.</summary>
    public static bool ShowsText(string template) => AlertTemplate.Render(template, new AlertMessage
    {
        ArticleId = Guid.Empty, Title = "-", Text = new string('x', 1000) + Probe, SourceName = "-", Language = Chat.Text.ChatTexts.Chinese,
        Priority = Catalogue.Priority.Urgent, Kind = AlertKind.New,
    })?.Text.Plain.Contains(Probe, StringComparison.Ordinal) == true;

    private static TemplateFault FaultOf(string error)
    {
        var what = error.Split('\n')[0].Trim();
        return Place.Match(what) is { Success: true } place
            ? new TemplateFault(
                int.Parse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture),
                int.Parse(place.Groups["column"].ValueSpan, CultureInfo.InvariantCulture), what[..place.Index].Trim())
            : new TemplateFault(1, 1, what);
    }

    private static TemplateFault At(string template, string name, string what)
    {
        var at = Math.Max(0, template.IndexOf(name, StringComparison.Ordinal));
        var line = template.AsSpan(0, at).Count('\n');
        return new TemplateFault(line + 1, at - (template.LastIndexOf('\n', Math.Max(0, at - 1)) + 1) + 1, what) { Word = name };
    }

    [GeneratedRegex(@"at \((?<line>\d{1,6}):(?<column>\d{1,6})\)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Place { get; }

    private sealed class UsedNames : AstVisitor
    {
        public List<string> Filters { get; } = [];

        public List<string> Names { get; } = [];

        public List<string> Loops { get; } = [];

        public bool HasRange { get; private set; }

        protected override Expression VisitFilterExpression(FilterExpression filterExpression)
        {
            Filters.Add(filterExpression.Name);
            return base.VisitFilterExpression(filterExpression);
        }

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            if (memberExpression.Segments[0] is IdentifierSegment name)
                Names.Add(name.Identifier);
            return base.VisitMemberExpression(memberExpression);
        }

        protected override Statement VisitForStatement(ForStatement forStatement)
        {
            Loops.Add(forStatement.Identifier);
            return base.VisitForStatement(forStatement);
        }

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            HasRange = true;
            return base.VisitRangeExpression(rangeExpression);
        }
    }
}
