namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record SettingsTexts
{
    public static SettingsTexts En { get; } = new()
    {
        SettingsDescription = "See and change your settings (time zone, limit, sound and more)",
        QuietDescription = "Quiet hours: /quiet 22:00-7:00",
        DigestDescription = "A daily or weekly digest: /digest 8:00",
        MuteDescription = "Mute a topic or source: /mute education; pause all alerts: /mute 2h",
        UnmuteDescription = "End a mute: /unmute news",
        ResumeDescription = "End a pause or a stop: alerts come again",
        UndoDescription = "Undo your latest follow, unfollow, mute or pause",
        SearchDescription = "Search articles: /search water",
        FeedDescription = "Your topics for an RSS reader",
        Title = "Settings",
        On = "on",
        Off = "off",
        LanguageLine = name => $"🌐 Language: {name}",
        ZoneLine = (zone, time) => $"🕗 Time zone: {zone} (now {time})",
        QuietLine = text => $"🌙 Quiet hours: {text}",
        DigestLine = text => $"📋 Digest: {text}",
        DigestShort = (when, count) => $"{when}, {count} {(count == 1 ? "topic" : "topics")}",
        MutedLine = names => $"🔕 Muted: {names}",
        SoundLine = silent => silent ? "🔇 Sound: off" : "🔔 Sound: on",
        LimitLine = limit => limit is { } most ? $"🚦 Limit: {most} {(most == 1 ? "alert" : "alerts")} an hour" : "🚦 Limit: none",
        PausedLine = until => $"⏸ Paused until {until}",
        QuietButton = "🌙 Quiet hours",
        DigestButton = "📋 Digest",
        MuteButton = "🔕 Mute",
        ZoneButton = "🕗 Time zone",
        LanguageButton = "🌐 Language",
        FeedButton = "📡 RSS",
        SilenceButton = "🔇 Sound off",
        SoundButton = "🔔 Sound on",
        LimitButton = "🚦 Limit",
        LimitQuestion =
            "How many alerts an hour at most? Anything beyond that comes later as one message; urgent alerts always come at once. "
            + "Tap one, or send /limit 8",
        LimitNotUnderstood = words => $"I do not understand {words}. Please send a number from 1 to 1000: /limit 8, or /limit off.",
        SoundNotUnderstood = words => $"I do not understand {words}. Send /sound on or /sound off.",
        NoLimitButton = "No limit",
        ResumeButton = "▶ Resume now",
        ZoneQuestion = "Which time zone are you in? Tap one, or send a name: /zone Europe/Berlin",
        ZoneUnknown = name => $"There is no time zone “{name}”. Names look like Europe/Berlin.",
        Saved = "Saved.",
        SettingUnknown = name =>
            $"There is no setting “{name}”. You can change the time zone, language, limit, sound, quiet hours, digest and muted topics: "
            + "use the buttons below.",
        DigestSet = (when, count) => count switch
        {
            0 => $"Your digest comes {when}. No topic is in it yet: tap those below that should be.",
            1 => $"All right: articles on 1 topic will come as one message {when}.",
            _ => $"All right: articles on {count} topics will come as one message {when}.",
        },
        DigestOnlyUrgent = when =>
            $"All topics in your digest are urgent: urgent alerts still come at once, and only what is not urgent waits for the "
            + $"digest {when}. To make the urgent ones wait too, send /quiet urgent off.",
        DigestWaits = time => $"The hour of your digest lies in your quiet hours, so the digest waits until {time}.",
        DigestUrgentThrough = names =>
            $"Urgent alerts about {names} still come at once. To make them wait for the digest too, send /quiet urgent off.",
        DigestUrgentWaits = "Urgent alerts about topics in your digest wait for the digest too.",
        QuietTitle = "Quiet hours",
        QuietIsOff = through => through ? "You have no quiet hours: alerts come at any time."
            : "You have no quiet hours. Urgent alerts wait for your digest, and for quiet hours once you set some.",
        QuietIs = (from, to, through) => $"Quiet from {from} to {to}; what comes then is sent as one message afterwards. "
            + (through ? "Urgent alerts still come at once." : "Urgent alerts wait too, but come one by one."),
        QuietHint = "Tap one, or send your own: /quiet 22:30-6:30",
        QuietNotUnderstood = "I did not understand the hours. Write /quiet 22:00-7:00, or /quiet off.",
        QuietOffButton = "No quiet hours",
        UrgentThrough = "Urgent comes anyway",
        UrgentWaits = "Urgent waits too",
        DigestTitle = "Digest",
        DigestIs = (when, through) => $"Articles on the topics in your digest come as one message {when}. "
            + (through ? "Urgent alerts still come at once." : "Urgent alerts wait until then too, but come one by one."),
        DigestIsEmpty = "No topic is in the digest: each alert comes by itself, at once.",
        DigestHint = "📋 is in the digest, ⚡ comes at once. Tap to change:",
        DigestNotUnderstood = words =>
            $"I do not understand {words}, so nothing was changed. Write /digest 8:00, /digest monday 8:00, /digest education or "
            + "/digest off.",
        DigestNothingFollowed = "You do not follow any topics yet. Follow some first, then choose which go into the digest.",
        Daily = time => $"every day at {time}",
        Weekly = (day, time) => $"every {day} at {time}",
        DailyButton = "Daily",
        WeeklyButton = day => $"{day}s",
        AllDigest = "All in the digest",
        AllInstant = "All at once",
        NowDigest = name => $"Alerts about {name} now go into the digest.",
        NowDigestUrgent = name =>
            $"Alerts about {name} now go into the digest; urgent ones still come at once. To make them wait too, send /quiet urgent off.",
        NowInstant = name => $"Alerts about {name} now come at once.",
        MuteTitle = "Mute",
        MuteNothing = "Nothing is muted.",
        MuteHint = (anyMuted, isPaused) =>
            "Send /mute and a name to stop hearing about it (/mute education), or /mute 2h to pause all alerts for 2 hours."
            + (anyMuted ? " Tap a name to unmute it." : "") + (isPaused ? "" : " Or tap a time:"),
        MuteFor = hours => hours switch { 1 => "Pause 1 hour", 24 => "Pause 1 day", _ => $"Pause {hours} hours" },
        Muted = name => $"{name} is muted. You will hear no more of it.",
        MutedWord = word => $"“{word}” is muted: articles that mention it in their title or text will not come to you.",
        MutedShort = until => until is null ? "muted" : $"muted until {until}",
        LengthUnclear = words =>
            $"I do not understand {words}, so nothing was changed. A time is written 2h, 3 days or 1 week, from 1 minute to a year: "
            + "/mute news 2h",
        MutedUntil = (name, until) => $"{name} is muted until {until}.",
        Unmuted = name => $"{name} is no longer muted.",
        UnmutedFollowed = name => $"{name} is no longer muted: alerts about it come to you again.",
        UnmuteButton = name => $"Unmute {name}",
        NotMuted = name => $"{name} is not muted.",
        ItIsNotMuted = "It is not muted.",
        NothingSilent = "Nothing is paused or muted: alerts come as usual.",
        UndoWhat = "What would you like to undo?",
        UndoDeleted = what => $"↩ Restore {what}",
        UndoTopics = names => names.Count == 1 ? names[0] : $"{names[0]} and {names.Count - 1} more",
        Undone = what => $"Restored as it was: {what}.",
        NotUndone = (what, why) => $"Not restored: {what}. {why}",
        FilterNoLongerUsable = "The filter it had cannot be used at the moment; it is kept for up to 30 days.",
        UndoGone = "That was undone already, or it is too long ago.",
        UndoNothing = "There is nothing to undo: you have not followed or muted anything yet.",
        ForADay = "For a day only",
        ForAWeek = "For a week only",
        PausedUntil = until => $"All right, no alerts until {until}, not even urgent ones. Then urgent ones come one by one, "
            + "the rest as one message. To end it earlier, send /resume.",
        Resumed = "Alerts are on again.",
        LessTitle = "What would you like less of?",
        LessDigest = name => $"Move {name} to the digest",
        LessMute = name => $"Mute {name}",
        SearchWhat = "What are you looking for? Send /search and some words, for example /search water.",
        WordWhat = "Which word would you like to follow? Send /word and the word, for example /word water.",
        LessWhat = "What would you like less of? Tap “Less like this” below an alert, or send /mute to mute a topic or source.",
        SearchTitle = words => $"Results for “{words}”",
        SearchEmpty = words => $"No article mentions “{words}”.",
        SearchOnlyUnwanted = words =>
            $"“{words}” only says what you do not want. Add a word to look for, for example /search water -drill.",
        SearchNoWord = words => $"There is no word in “{words}” to look for. Send /search and some words, for example /search water.",
        FollowWord = word => $"+ Follow “{word}”",
        NoTopicButWord = (word, meant) =>
            $"There is no topic “{word}”.{meant} You can follow it as a word: any article that mentions “{word}” in its title or text then "
            + "comes to you. Tap to follow it:",
        NoTopicButWordByHand = (word, meant) =>
            $"There is no topic “{word}”.{meant} You can follow it as a word: send /word and the word, and any article that mentions it in "
            + "its title or text comes to you.",
        FollowedWord = word => $"You now follow the word “{word}”: new articles that mention it in their title or text come to you here.",
        FollowedFiltered = (name, ways) => $"You now follow {name}: {string.Join(", ", ways)}.",
        FollowedWhole = name => $"You now follow all of {name}, without a filter and with the usual sound.",
        ComesAnyway = above => $"You also follow {above}, so everything in it still comes.",
        OnlyWhatSays = words => $"only what mentions {words}",
        NothingThatSays = words => $"nothing that mentions {words}",
        OnlyIn = language => $"only in {ChatTexts.InLanguage(language, "Chinese", "English", "Japanese", "Spanish")}",
        WithoutSound = "without a sound",
        BadFilter =
            "That word cannot be used as a filter. Please try another; a pattern (/…/) must be short and must not nest repetitions.",
        TooManyPatterns = "There are too many filters like /…/. Please take some away first.",
        OptionUnclear = words =>
            $"I do not understand {words}, so nothing was changed. Filters are written +word (only what mentions it) or -word (nothing "
            + "that mentions it); a pattern +/…/ or -/…/, without spaces; a language “language zh” or “language en”.",
        SwitchedOff = patterns => $"⚠️ not applied: {patterns} (too slow, too long, or not allowed here); please choose another",
        FeedTitle = "Your private feed",
        FeedHint = "Add one of these addresses to a feed reader to see all you follow. They are yours alone: please keep them to yourself.",
        FeedNotHere = "The operator has not set the address of this site, so there are no feed addresses yet.",
        FeedRenew = "Get a new address",
        FeedRenewed = "You have a new address. The old one no longer works.",
    };
}
