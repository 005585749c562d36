// Written by `npm run api-types` from the OpenAPI document: never by hand.
export interface paths {
    "/api/v1/access-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide whether somebody may do something with customers; recorded before it is answered. */
        post: operations["postAccessDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts. */
        get: operations["getAccounts"];
        put?: never;
        /** Open an account; `employeeId` takes an employee id, external id or e-mail address. */
        post: operations["postAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the roles of an account, disable or enable it. */
        patch: operations["patchAccountsId"];
        trace?: never;
    };
    "/api/v1/accounts/{id}/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time link; those of officers and auditors come from the command line only. */
        post: operations["postAccountsIdSignInLinks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All service keys, without the keys. */
        get: operations["getServiceKeys"];
        put?: never;
        /** A key for another system, shown once. Records older than `historyUntil` train baselines only. */
        post: operations["postServiceKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key, at once and for good. */
        delete: operations["deleteServiceKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in what people did in another system: a batch of CloudEvents, judged one by one. */
        post: operations["postActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers within your scope, masked by your grants. */
        get: operations["getCustomers"];
        put?: never;
        /** Register a customer; a salesperson only one of their own development. */
        post: operations["postCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a CSV file of customers, row by row. */
        post: operations["postCustomersImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Customers within your scope by name, or by a field that you see in clear. */
        post: operations["postCustomersSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One customer within your scope, masked by your grants. */
        get: operations["getCustomersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show one masked field in clear; counts towards your daily limit. */
        post: operations["postCustomersIdReveals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a customer of your team to somebody. */
        post: operations["postCustomersIdAssignee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/classification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set how sensitive a customer is, with the reason. */
        put: operations["putCustomersIdClassification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/departure-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is to be known and done before somebody leaves. */
        get: operations["getEmployeesIdDepartureCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/portfolio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers that a person developed or looks after: counts for HR, the list for the manager. */
        get: operations["getEmployeesIdPortfolio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/portfolio/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand customers that a person looks after to somebody else. */
        post: operations["postEmployeesIdPortfolioHandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person did, by hour or day, beside what is usual. */
        get: operations["getEmployeesIdActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of your team, by name: nothing else about them. */
        get: operations["getTeamsMine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/mine/friction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where your team is slowed down, by action; nothing for fewer than five people. */
        get: operations["getTeamsMineFriction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People: all for HR, the own team for a manager, pseudonyms for an officer. */
        get: operations["getEmployees"];
        put?: never;
        /** Record a hire, or a rehire under the same external id or address. */
        post: operations["postEmployees"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** People by part of their name. */
        post: operations["postEmployeesSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hr/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a CSV file of people or of resignations; its header says which. */
        post: operations["postHrImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person: the facts that your role may know, and all of your own. */
        get: operations["getEmployeesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/tier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person may do, and the band of the policy that says so. */
        get: operations["getEmployeesIdTier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what changes in an employment, and from when. */
        post: operations["postEmployeesIdTransfers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/resignation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare a resignation; rights narrow before this answers. */
        post: operations["postEmployeesIdResignation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/resignation/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The resignation was withdrawn. */
        post: operations["postEmployeesIdResignationWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/resignation/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The resignation was entered in error: as if it had never been. */
        post: operations["postEmployeesIdResignationCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/last-working-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the last working day. */
        put: operations["putEmployeesIdLastWorkingDay"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/departure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that the person has left; a day still to come is taken as the last working day. */
        post: operations["postEmployeesIdDeparture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first; never about yourself. */
        get: operations["getAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts as they are raised and handled: ids only, as server-sent events. */
        get: operations["getAlertsStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert: why, with the ids of the events behind each part, and what was done about it. */
        get: operations["getAlertsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Earlier alerts with the most similar mix of indicators, and what was made of them. */
        get: operations["getAlertsIdSimilar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/detection/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often alerts were right over 365 days, by indicator, beside the budget; never counting your own. */
        get: operations["getDetectionQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody is looking at it. */
        post: operations["postAlertsIdAcknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/disposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What it was, and why you say so; the alert is closed. */
        post: operations["postAlertsIdDisposition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approvals that you asked for, are named by or decided in; all of them for officers and auditors. */
        get: operations["getApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One approval with its levels and decisions. */
        get: operations["getApprovalsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve, reject or return, at the level that waits. */
        post: operations["postApprovalsIdDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a request of your own back. */
        post: operations["postApprovalsIdWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports that you asked for or approve; all of them for officers and auditors. */
        get: operations["getExports"];
        put?: never;
        /** Ask for an export: what it would release, and the chain that must approve it. */
        post: operations["postExports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a request would release and who would have to approve it, or why not; nothing is asked for yet. */
        post: operations["postExportsPreviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One export, for its requester, its approvers, officers and auditors. */
        get: operations["getExportsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release the approved rows, once, while the grant stands. */
        post: operations["postExportsIdRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of an executed export, for its requester, until the grant ends. */
        get: operations["getExportsIdFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much waits for you: approvals to decide, and open alerts if you are an officer. */
        get: operations["getMeWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/pseudonym-lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose names you see at the moment, and until when. */
        get: operations["getMePseudonymLifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is recorded about you: accesses, decisions, facts from HR. */
        get: operations["getMeRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign-in links issued, watching roles given, ended and resumed, and detection policies published, the latest first. */
        get: operations["getNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events in log order or against it; records of reading only when asked for by type. */
        get: operations["getAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/streams/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One stream, the oldest event first. */
        get: operations["getAuditStreamsName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one employee, customer, approval, export or alert was at a moment of the past. */
        get: operations["getAuditAsOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check the whole log and the read models for anything altered, in the background; also that the log still holds a `head` that an earlier verification gave. */
        post: operations["postAuditVerifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a verification stands. */
        get: operations["getAuditVerificationsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The events of some filters as a file; that it was taken is recorded. */
        post: operations["postAuditExports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/pseudonym-lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See a person’s name for 24 hours, for a reason that is recorded. */
        post: operations["postEmployeesIdPseudonymLifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/pseudonym-lifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See a customer’s name for 24 hours, for a reason that is recorded. */
        post: operations["postCustomersIdPseudonymLifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far each read model is behind, what waits in the queue, and where the log stands. */
        get: operations["getSystemHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tiers in force, and every version. */
        get: operations["getPoliciesTiers"];
        /** Publish tiers; its bands cover every rank, month of tenure and performance exactly once. */
        put: operations["putPoliciesTiers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/approval-chains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The approval chains in force, and every version. */
        get: operations["getPoliciesApprovalChains"];
        /** Publish approval chains: the first that matches counts, the last of a subject matches always. */
        put: operations["putPoliciesApprovalChains"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/detection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The detection policy in force, and every version. */
        get: operations["getPoliciesDetection"];
        /** Publish a detection policy; indicators that it does not name keep their defaults. */
        put: operations["putPoliciesDetection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/detection/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which alerts of the last 30 days a draft would have gained and lost; nothing is published. */
        post: operations["postPoliciesDetectionSimulations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/detection/canaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers that nobody has a reason to touch. */
        get: operations["getPoliciesDetectionCanaries"];
        /** Name the canaries anew; an empty list lifts them all. */
        put: operations["putPoliciesDetectionCanaries"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/risk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was concluded last about a person, or by a moment of the past, with its parts. */
        get: operations["getEmployeesIdRisk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/employees/{id}/risk/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was concluded about each of a person’s days. */
        get: operations["getEmployeesIdRiskHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by a one-time link’s token, or by address and password. */
        post: operations["postSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End this session, everywhere. */
        delete: operations["deleteSessionsCurrent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am, and what is left of today’s limits. */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Choose my language. */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set or change my password; `current` is needed once there is one. */
        put: operations["putMePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors?: {
                pointer: string;
                code: string;
                detail: string;
            }[];
        };
        Account: {
            id: string;
            email: string;
            name: string;
            roles: ("admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer")[];
            employeeId: string | null;
            disabled: boolean;
            locale: string | null;
            revision: number;
        };
        Written: {
            id: string;
            revision: number;
            position: string;
        };
        ServiceKey: {
            id: string;
            name: string;
            scopes: string[];
            historyUntil: string | null;
            /** Format: date-time */
            issuedAt: string;
            revokedAt: string | null;
        };
        Customer: {
            id: string;
            name?: string;
            developedBy?: string;
            assignedTo?: string;
            developer?: components["schemas"]["Labelled"];
            assignee?: components["schemas"]["Labelled"];
            /** @enum {string} */
            sensitivity: "public" | "internal" | "confidential" | "trade_secret";
            details?: {
                [key: string]: {
                    [key: string]: string | {
                        masked: string;
                    };
                };
            };
        };
        Labelled: {
            id: string;
            label: string;
        };
        DepartureCheck: {
            employeeId: string;
            departure: components["schemas"]["Departure"];
            /** @enum {string} */
            band: "learning" | "cannot_say" | "normal" | "elevated" | "high" | "critical";
            reasons: string[];
            reasonCodes: ("outflow" | "foreign" | "reading" | "pattern")[];
            window: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
            };
            summary: {
                views: number;
                distinctCustomers: number;
                reveals: number;
                prints: number;
                exports: number;
                exportedRows: number;
                denied: number;
            };
            openApprovals: {
                id: string;
                subject: {
                    /** @constant */
                    type: "export";
                    id: string;
                };
                /** Format: date-time */
                requestedAt: string;
                rows: number;
            }[];
            portfolio: {
                customers: number;
            };
            checklist: {
                /** @enum {string} */
                code: "last_working_day_known" | "portfolio_handed_over" | "no_open_approvals" | "departure_recorded";
                done: boolean;
            }[];
            events?: components["schemas"]["AccessRecordEntry"][];
        };
        Departure: {
            /** @enum {string} */
            status: "none" | "declared" | "left";
            noticeOn: string | null;
            lastWorkingDay: string | null;
        };
        AccessRecordEntry: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            recordedAt: string;
            eventId: string;
            what: string;
            action: ("sign_in" | "view" | "search" | "list" | "reveal" | "copy" | "print" | "export" | "download" | "share" | "api_read") | null;
            decision: ("allowed" | "denied" | "approve" | "reject" | "return") | null;
            reasons: string[] | null;
            customerId: string | null;
            rows: number | null;
            sensitivity: ("public" | "internal" | "confidential" | "trade_secret") | null;
            /** @enum {string} */
            trust: "witnessed" | "claimed";
            position: string;
        };
        ActivityBucket: {
            /** Format: date-time */
            at: string;
            byAction: {
                [key: string]: number;
            };
            rows: number;
            distinctCustomers: number;
            devices: number;
            self: {
                low: number;
                high: number;
            } | null;
            peers: {
                low: number;
                high: number;
            } | null;
        };
        Friction: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            people: number;
            suppressed: boolean;
            items: {
                /** @enum {string} */
                action: "sign_in" | "view" | "search" | "list" | "reveal" | "copy" | "print" | "export" | "download" | "share" | "api_read";
                allowed: number;
                denied: number;
                blockedThenApproved: number;
                medianHoursWaited: number | null;
            }[];
        };
        EmployeeSummary: {
            id: string;
            label: string;
            team: string;
            role: string;
            rank?: number;
            departure: components["schemas"]["Departure"];
        };
        Employee: {
            id: string;
            label: string;
            team: string;
            role: string;
            rank?: number;
            departure: components["schemas"]["Departure"];
            region: string;
            timezone: string;
            /** Format: date */
            hiredOn: string;
            /** @enum {string} */
            performance?: "low" | "normal" | "high";
            name?: string;
            email?: string;
            externalIds?: {
                [key: string]: string;
            } | string;
        };
        Tier: {
            tier: string | null;
            scope: ("own" | "team" | "all") | null;
            kinds: {
                [key: string]: "none" | "masked" | "reveal" | "clear";
            };
            maxSensitivity: ("public" | "internal" | "confidential" | "trade_secret") | null;
            matched: {
                rankFrom: number;
                rankTo: number;
                tenureMonthsFrom: number;
                tenureMonthsTo: number | null;
                performance: ("low" | "normal" | "high")[];
                tier: string;
            } | null;
            policyVersion: number | null;
            guards: ("departing" | "left" | "suspended" | "sensitivity")[];
        };
        Alert: {
            id: string;
            employee: components["schemas"]["Labelled"];
            episode: number;
            /** @enum {string} */
            kind: "live" | "look_back";
            /** @enum {string} */
            delivery: "now" | "digest";
            /** @enum {string} */
            severity: "elevated" | "high" | "critical";
            /** @enum {string} */
            status: "open" | "acknowledged" | "disposed";
            verdict: ("confirmed" | "false_positive" | "benign" | "insufficient_data") | null;
            /** Format: date-time */
            raisedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            crossedAt: string;
            sentence: string;
            score: number;
            parts: components["schemas"]["AlertPart"][];
            window: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
            };
            departure: {
                /** Format: date */
                noticeOn: string;
                /** Format: date */
                lastWorkingDay: string;
            } | null;
            model: {
                version: string;
                inputHash: string;
            };
            history: {
                /** @enum {string} */
                what: "raised" | "extended" | "acknowledged" | "disposed";
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {string} */
                severity?: "elevated" | "high" | "critical";
                score?: number | null;
                /** @enum {string} */
                verdict?: "confirmed" | "false_positive" | "benign" | "insufficient_data";
                reason?: string | null;
            }[];
        };
        AlertPart: {
            indicator: string;
            contribution: number;
            observed: number;
            expectedSelf: number | null;
            expectedPeers: number | null;
            eventCount: number;
            events: string[];
            legitimate: string | null;
        };
        SimilarAlert: {
            id: string;
            employee: components["schemas"]["Labelled"];
            episode: number;
            /** @enum {string} */
            kind: "live" | "look_back";
            /** @enum {string} */
            delivery: "now" | "digest";
            /** @enum {string} */
            severity: "elevated" | "high" | "critical";
            /** @enum {string} */
            status: "open" | "acknowledged" | "disposed";
            verdict: ("confirmed" | "false_positive" | "benign" | "insufficient_data") | null;
            /** Format: date-time */
            raisedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            crossedAt: string;
            sentence: string;
            score: number;
            parts: components["schemas"]["AlertPart"][];
            window: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
            };
            departure: {
                /** Format: date */
                noticeOn: string;
                /** Format: date */
                lastWorkingDay: string;
            } | null;
            model: {
                version: string;
                inputHash: string;
            };
            history: {
                /** @enum {string} */
                what: "raised" | "extended" | "acknowledged" | "disposed";
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {string} */
                severity?: "elevated" | "high" | "critical";
                score?: number | null;
                /** @enum {string} */
                verdict?: "confirmed" | "false_positive" | "benign" | "insufficient_data";
                reason?: string | null;
            }[];
            similarity: number;
            disposition: {
                /** @enum {string} */
                verdict: "confirmed" | "false_positive" | "benign" | "insufficient_data";
                reason: string | null;
                by: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        Quality: {
            days: number;
            indicators: {
                code: string;
                raised: number;
                confirmed: number;
                dismissed: number;
                precision: number | null;
            }[];
            alertsPerMonth: number;
            budget: number | null;
            falseAlarmRateOwnHistory: {
                value: number | null;
                low: number | null;
                high: number | null;
            };
            medianHoursToAcknowledge: number | null;
            byDelivery: {
                now: {
                    raised: number;
                    confirmed: number;
                    dismissed: number;
                    alertsPerMonth: number;
                };
                digest: {
                    raised: number;
                    confirmed: number;
                    dismissed: number;
                    alertsPerMonth: number;
                };
            };
        };
        Approval: {
            id: string;
            subject: {
                /** @constant */
                type: "export";
                id: string;
            };
            requestedBy: string;
            employee: components["schemas"]["Labelled"];
            /** Format: date-time */
            requestedAt: string;
            facts: {
                rows: number;
                highestSensitivity: ("public" | "internal" | "confidential" | "trade_secret") | null;
                requesterDeparting: boolean;
                requesterTeam: string;
            };
            /** @enum {string} */
            status: "pending" | "granted" | "rejected" | "returned" | "withdrawn" | "expired";
            level: number;
            levels: {
                name: string;
                mode: ("any" | "all") | {
                    k: number;
                };
                approvers: {
                    /** @enum {string} */
                    role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                    /** @constant */
                    of?: "requester_team";
                } | {
                    accountIds: string[];
                };
                escalated: boolean;
                escalateTo: {
                    /** @enum {string} */
                    role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                };
                expiresAfterHours: number;
                decisions: {
                    by: string;
                    employee: components["schemas"]["Labelled"];
                    /** @enum {string} */
                    decision: "approve" | "reject" | "return";
                    /** Format: date-time */
                    at: string;
                    reason: string;
                }[];
            }[];
            /** Format: date-time */
            expiresAt: string;
            waitsForMe?: boolean;
        };
        Export: {
            id: string;
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            employee: components["schemas"]["Labelled"];
            /** @enum {string} */
            status: "pending" | "granted" | "refused" | "returned" | "withdrawn" | "executed" | "expired";
            because: string | null;
            filter?: {
                ids?: string[];
                assignedTo?: string;
                team?: string;
                /** @enum {string} */
                sensitivity?: "public" | "internal" | "confidential" | "trade_secret";
            };
            fields: string[];
            /** @enum {string} */
            format: "csv" | "jsonl";
            purpose: string | null;
            recipient?: string | null;
            preview: {
                rows: number;
                leftOut?: number;
                highestSensitivity: ("public" | "internal" | "confidential" | "trade_secret") | null;
                chain: {
                    level: string;
                    approvers: {
                        /** @enum {string} */
                        role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                        /** @constant */
                        of?: "requester_team";
                    } | {
                        accountIds: string[];
                    };
                }[];
            };
            approvalId: string | null;
            grantExpiresAt: string | null;
            executedAt: string | null;
            rows: number | null;
            leftOut: number | null;
            manifestRoot: string | null;
            watermarkId: string | null;
            downloads: number;
            revision: number;
        };
        Waiting: {
            approvals: number;
            alerts: number | null;
        };
        PseudonymLift: {
            id: string;
            /** @enum {string} */
            kind: "employee" | "customer";
            name: string;
            /** Format: date-time */
            expiresAt: string;
        };
        RecordEntry: {
            /** Format: date-time */
            at: string;
            what: string;
            /** @enum {string} */
            action?: "sign_in" | "view" | "search" | "list" | "reveal" | "copy" | "print" | "export" | "download" | "share" | "api_read";
            customerId?: string;
            decision?: string;
            reason?: string;
        };
        Notice: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            what: "sign_in_link_issued" | "watching_role_given" | "watching_ended" | "watching_resumed" | "detection_policy_published";
            by: string;
            actor: components["schemas"]["Labelled"] | null;
            account: {
                id: string;
                label: string;
                roles: ("admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer")[];
            } | null;
            version: number | null;
        };
        Event: {
            id: string;
            position: string;
            stream: string;
            revision: number;
            /** @enum {string} */
            type: "EmployeeHired" | "EmployeeTransferred" | "EmployeeDetailsCorrected" | "ResignationDeclared" | "ResignationWithdrawn" | "ResignationEnteredInError" | "LastWorkingDayChanged" | "EmployeeLeft" | "CustomerRegistered" | "CustomerDetailsChanged" | "CustomerAssigned" | "InformationClassified" | "SignedIn" | "CustomerRecordViewed" | "CustomersSearched" | "CustomersListed" | "FieldRevealed" | "CopySignalled" | "RecordsPrinted" | "RecordsShared" | "ApiRead" | "RecordsExported" | "FileDownloaded" | "AccessDenied" | "ActivityParked" | "ExportSetListed" | "ExportRequested" | "ExportRefused" | "ExportGranted" | "ExportReturned" | "ExportWithdrawn" | "ExportExecuted" | "ExportDownloaded" | "ExportExpired" | "ApprovalRequested" | "ApprovalStepDecided" | "ApprovalLevelReached" | "ApprovalGranted" | "ApprovalRejected" | "ApprovalReturned" | "ApprovalWithdrawn" | "ApprovalEscalated" | "ApprovalExpired" | "TierPolicyPublished" | "ApprovalChainsPublished" | "DetectionPolicyPublished" | "CanariesPublished" | "RiskAssessed" | "AlertEpisodeOpened" | "AlertEpisodeClosed" | "AlertRaised" | "AlertExtended" | "AlertAcknowledged" | "AlertDisposed" | "RecordsInspected" | "PseudonymLifted" | "AuditExportTaken" | "AccountOpened" | "RolesChanged" | "AccountDisabled" | "AccountEnabled" | "LocaleChanged" | "SignInLinkIssued" | "SignInLinkUsed" | "PasswordSet" | "CredentialsVoided" | "WatchingEnded" | "WatchingResumed" | "SessionStarted" | "SessionEnded" | "SignInRefused" | "ServiceKeyIssued" | "ServiceKeyRevoked" | "SubjectKeyCreated" | "SubjectKeyDestroyed" | "LogSealed";
            data: {
                [key: string]: unknown;
            };
            personal: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            recordedAt: string;
            actor: string;
            onBehalfOf: string | null;
            channel: string;
            /** @enum {string} */
            trust: "witnessed" | "claimed";
            correlationId: string;
            causationId: string | null;
            about: components["schemas"]["Labelled"][];
        };
        EventPlace: {
            id: string;
            position: string;
            stream: string;
            revision: number;
            type: string;
            /** Format: date-time */
            recordedAt: string;
        };
        Health: {
            projections: {
                name: string;
                lagEvents: number;
                lagSeconds: number;
                stopped?: string;
            }[];
            queue: {
                /** @enum {string} */
                backend: "postgres" | "redis";
                waiting: number | null;
                failed: number | null;
            };
            store: {
                /** @enum {string} */
                kind: "postgres" | "eventstoredb";
                position: string;
            };
        };
        TierPolicy: {
            version: number;
            /** Format: date-time */
            effectiveFrom: string;
            tiers: {
                [key: string]: {
                    /** @enum {string} */
                    scope: "own" | "team" | "all";
                    kinds: {
                        [key: string]: "none" | "masked" | "reveal" | "clear";
                    };
                    /** @enum {string} */
                    maxSensitivity: "public" | "internal" | "confidential" | "trade_secret";
                    mayRequestExport: boolean;
                    dailyReveals: number;
                    dailyViews: number;
                };
            };
            bands: {
                rankFrom: number;
                rankTo: number;
                tenureMonthsFrom: number;
                tenureMonthsTo: number | null;
                performance: ("low" | "normal" | "high")[];
                tier: string;
            }[];
        };
        PolicyVersion: {
            version: number;
            /** Format: date-time */
            effectiveFrom: string;
            by: string;
        };
        ApprovalChains: {
            version: number;
            /** Format: date-time */
            effectiveFrom: string;
            chains: {
                /** @enum {string} */
                subject: "export";
                when?: {
                    minRows?: number;
                    /** @enum {string} */
                    minSensitivity?: "public" | "internal" | "confidential" | "trade_secret";
                    requesterDeparting?: boolean;
                };
                levels: {
                    name: string;
                    mode: ("any" | "all") | {
                        k: number;
                    };
                    approvers: {
                        /** @enum {string} */
                        role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                        /** @constant */
                        of?: "requester_team";
                    } | {
                        accountIds: string[];
                    };
                    expiresAfterHours: number;
                    escalateTo: {
                        /** @enum {string} */
                        role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                    };
                }[];
            }[];
            exportRowCap: number;
            exportGrantHours: number;
        };
        DetectionPolicy: {
            version: number;
            /** Format: date-time */
            effectiveFrom: string;
            /** @enum {string} */
            mode: "off" | "shadow" | "on";
            budget: {
                alertsPerMonth: number;
            };
            indicators: {
                [key: string]: {
                    enabled?: boolean;
                    weight?: number;
                };
            };
            caps: {
                exportRowsPerDay: number;
                exportRows: number;
                viewsPerHour: number;
            };
            calendar: {
                timezone: string;
                workingHours: {
                    from: string;
                    to: string;
                    days: number[];
                };
                holidays: string[];
            };
            peers: ("role" | "team" | "region")[];
            lookBackDays: number;
        };
        Canaries: {
            version: number;
            /** Format: date-time */
            effectiveFrom: string;
            customerIds: string[];
        };
        RiskAssessment: {
            /** @enum {string} */
            band: "learning" | "cannot_say" | "normal" | "elevated" | "high" | "critical";
            score: number | null;
            parts: components["schemas"]["AlertPart"][];
            missing?: string[];
            assessedAt: string | null;
            model: {
                version: string;
                inputHash: string;
            } | null;
        };
        RiskDay: {
            /** Format: date */
            date: string;
            /** @enum {string} */
            band: "learning" | "cannot_say" | "normal" | "elevated" | "high" | "critical";
            score: number | null;
            /** Format: date-time */
            assessedAt: string;
            version: string;
        };
        Me: {
            accountId: string;
            roles: ("admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer")[];
            employeeId: string | null;
            name: string;
            locale: string | null;
            csrf: string;
            limits: {
                revealsLeftToday: number | null;
                viewsLeftToday: number | null;
                dailyReveals: number | null;
                dailyViews: number | null;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postAccessDecisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    employee?: {
                        id: string;
                    } | {
                        source: string;
                        externalId: string;
                    };
                    /** @enum {string} */
                    action: "sign_in" | "view" | "search" | "list" | "reveal" | "copy" | "print" | "export" | "download" | "share" | "api_read";
                    customers?: ({
                        id: string;
                    } | {
                        source: string;
                        externalId: string;
                    })[];
                    rows?: number;
                    /** @default [] */
                    kinds?: ("basic" | "contact" | "quote" | "transaction" | "preference" | "contract" | "special_terms")[];
                    fields?: string[];
                    purpose?: string;
                    device?: string;
                    channel?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisionId: string;
                        /** @enum {string} */
                        decision: "allow" | "deny" | "acknowledge";
                        reasons: string[];
                        masks: {
                            [key: string]: "none" | "masked" | "reveal" | "clear";
                        };
                        decidedThrough: string;
                        position: string;
                        notice?: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccounts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Account"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAccounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    roles: ("admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer")[];
                    employeeId?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAccountsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    roles?: ("admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer")[];
                    disabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAccountsIdSignInLinks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServiceKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ServiceKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postServiceKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: string[];
                    /** Format: date-time */
                    historyUntil?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        key: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteServiceKeysId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": unknown[];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        duplicates: number;
                        parked: number;
                        rejected: {
                            index: number;
                            code: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    externalId?: string;
                    name: string;
                    developedBy: string;
                    assignedTo: string;
                    /** @enum {string} */
                    sensitivity: "public" | "internal" | "confidential" | "trade_secret";
                    /** @default {} */
                    details?: {
                        [key: string]: {
                            [key: string]: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersImport: {
        parameters: {
            query?: {
                dryRun?: "" | "true" | "false";
            };
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                        applied: number;
                        unchanged: number;
                        rejected: {
                            line: number;
                            code: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersSearch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    q: string;
                    /** @default 50 */
                    limit?: number;
                    cursor?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomersId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersIdReveals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    field: string;
                    purpose?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: string;
                        remainingToday: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersIdAssignee: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    employeeId: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCustomersIdClassification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    level: "public" | "internal" | "confidential" | "trade_secret";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesIdDepartureCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartureCheck"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesIdPortfolio: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customers: number;
                        developed: number;
                        assigned: number;
                        items?: {
                            id: string;
                            developedBy: string;
                            assignedTo: string;
                            /** @enum {string} */
                            sensitivity: "public" | "internal" | "confidential" | "trade_secret";
                        }[];
                        nextCursor?: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdPortfolioHandOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string;
                    customers?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        moved: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesIdActivity: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                bucket?: "hour" | "day";
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ActivityBucket"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTeamsMine: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        team: string;
                        people: components["schemas"]["Labelled"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTeamsMineFriction: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Friction"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployees: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                team?: string;
                departure?: "none" | "declared" | "left";
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EmployeeSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployees: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    externalId?: string;
                    /** Format: email */
                    email: string;
                    name: string;
                    team: string;
                    role: string;
                    region: string;
                    timezone: string;
                    rank: number;
                    /** @enum {string} */
                    performance: "low" | "normal" | "high";
                    /** Format: date */
                    hiredOn: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesSearch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    q: string;
                    /** @default 50 */
                    limit?: number;
                    cursor?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EmployeeSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHrImport: {
        parameters: {
            query?: {
                dryRun?: "" | "true" | "false";
            };
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                        applied: number;
                        unchanged: number;
                        rejected: {
                            line: number;
                            code: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Employee"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesIdTier: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tier"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdTransfers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team?: string;
                    role?: string;
                    region?: string;
                    timezone?: string;
                    rank?: number;
                    /** @enum {string} */
                    performance?: "low" | "normal" | "high";
                    /** Format: date */
                    effectiveOn: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdResignation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date */
                    noticeOn: string;
                    /** Format: date */
                    lastWorkingDay: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdResignationWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdResignationCorrection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putEmployeesIdLastWorkingDay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date */
                    date: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdDeparture: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date */
                    leftOn: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlerts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "open" | "acknowledged" | "disposed";
                severity?: "elevated" | "high" | "critical";
                employeeId?: string;
                delivery?: "now" | "digest";
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Alert"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertsStream: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertsIdSimilar: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SimilarAlert"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDetectionQuality: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quality"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdAcknowledgement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        /** @enum {string} */
                        status: "open" | "acknowledged" | "disposed";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdDisposition: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    verdict: "confirmed" | "false_positive" | "benign" | "insufficient_data";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        /** @enum {string} */
                        status: "open" | "acknowledged" | "disposed";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                assigned?: "me";
                status?: "pending" | "granted" | "rejected" | "returned" | "withdrawn" | "expired";
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Approval"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovalsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApprovalsIdDecisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approve" | "reject" | "return";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        /** @enum {string} */
                        status: "pending" | "granted" | "rejected" | "returned" | "withdrawn" | "expired";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApprovalsIdWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        /** @enum {string} */
                        status: "pending" | "granted" | "rejected" | "returned" | "withdrawn" | "expired";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                mine?: "" | "true" | "false";
                employeeId?: string;
                status?: "pending" | "granted" | "refused" | "returned" | "withdrawn" | "executed" | "expired";
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Export"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExports: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter: {
                        ids?: string[];
                        assignedTo?: string;
                        team?: string;
                        /** @enum {string} */
                        sensitivity?: "public" | "internal" | "confidential" | "trade_secret";
                    };
                    fields: string[];
                    /** @enum {string} */
                    format: "csv" | "jsonl";
                    purpose: string;
                    recipient: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        approvalId: string;
                        /** @enum {string} */
                        status: "pending" | "granted" | "refused" | "returned" | "withdrawn" | "executed" | "expired";
                        preview: {
                            rows: number;
                            leftOut?: number;
                            highestSensitivity: ("public" | "internal" | "confidential" | "trade_secret") | null;
                            chain: {
                                level: string;
                                approvers: {
                                    /** @enum {string} */
                                    role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                                    /** @constant */
                                    of?: "requester_team";
                                } | {
                                    accountIds: string[];
                                };
                            }[];
                        };
                        revision: number;
                        position: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsPreviews: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter: {
                        ids?: string[];
                        assignedTo?: string;
                        team?: string;
                        /** @enum {string} */
                        sensitivity?: "public" | "internal" | "confidential" | "trade_secret";
                    };
                    /** @default [] */
                    fields?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                        leftOut: number;
                        highestSensitivity: ("public" | "internal" | "confidential" | "trade_secret") | null;
                        chain: {
                            level: string;
                            approvers: {
                                /** @enum {string} */
                                role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                                /** @constant */
                                of?: "requester_team";
                            } | {
                                accountIds: string[];
                            };
                        }[];
                        grantHours: number;
                        exportableFields: string[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExportsIdRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @constant */
                        status: "executed";
                        rows: number;
                        leftOut: number;
                        manifestRoot: string;
                        watermarkId: string;
                        revision: number;
                        position: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsIdFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                    "application/jsonl; charset=utf-8": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeWaiting: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waiting"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMePseudonymLifts: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PseudonymLift"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeRecord: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                from?: string;
                to?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RecordEntry"][];
                        nextCursor: string | null;
                        withheld: {
                            kind: string;
                            because: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notice"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditEvents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                id?: string;
                actor?: string;
                subject?: string;
                type?: string;
                stream?: string;
                from?: string;
                to?: string;
                asOf?: string;
                ids?: string;
                order?: "asc" | "desc";
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditStreamsName: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        nextCursor: string | null;
                        causes: components["schemas"]["EventPlace"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditAsOf: {
        parameters: {
            query: {
                entity: string;
                at: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entity: string;
                        /** Format: date-time */
                        at: string;
                        revision: number;
                        state: components["schemas"]["Alert"] | components["schemas"]["Approval"] | components["schemas"]["Export"] | components["schemas"]["Employee"] | components["schemas"]["Customer"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAuditVerifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    head?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditVerificationsId: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "running" | "done";
                        events: number;
                        streams: number;
                        expected: number | null;
                        ok: boolean | null;
                        problems: {
                            kind: string;
                            where: string;
                        }[];
                        head: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAuditExports: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default {} */
                    filters?: {
                        /** Format: uuid */
                        id?: string;
                        actor?: string;
                        subject?: string;
                        type?: string;
                        stream?: string;
                        /** Format: date-time */
                        from?: string;
                        /** Format: date-time */
                        to?: string;
                        /** Format: date-time */
                        asOf?: string;
                    };
                    /** @enum {string} */
                    format: "csv" | "jsonl";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                    "application/jsonl; charset=utf-8": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmployeesIdPseudonymLifts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    alertId?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        name: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersIdPseudonymLifts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    alertId?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        name: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSystemHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoliciesTiers: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["TierPolicy"] | null;
                        versions: components["schemas"]["PolicyVersion"][];
                        accounts: components["schemas"]["Labelled"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPoliciesTiers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tiers: {
                        [key: string]: {
                            /** @enum {string} */
                            scope: "own" | "team" | "all";
                            kinds: {
                                [key: string]: "none" | "masked" | "reveal" | "clear";
                            };
                            /** @enum {string} */
                            maxSensitivity: "public" | "internal" | "confidential" | "trade_secret";
                            mayRequestExport: boolean;
                            dailyReveals: number;
                            dailyViews: number;
                        };
                    };
                    bands: {
                        rankFrom: number;
                        rankTo: number;
                        tenureMonthsFrom: number;
                        tenureMonthsTo: number | null;
                        performance: ("low" | "normal" | "high")[];
                        tier: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        version: number;
                        /** Format: date-time */
                        effectiveFrom: string;
                        tiers: {
                            [key: string]: {
                                /** @enum {string} */
                                scope: "own" | "team" | "all";
                                kinds: {
                                    [key: string]: "none" | "masked" | "reveal" | "clear";
                                };
                                /** @enum {string} */
                                maxSensitivity: "public" | "internal" | "confidential" | "trade_secret";
                                mayRequestExport: boolean;
                                dailyReveals: number;
                                dailyViews: number;
                            };
                        };
                        bands: {
                            rankFrom: number;
                            rankTo: number;
                            tenureMonthsFrom: number;
                            tenureMonthsTo: number | null;
                            performance: ("low" | "normal" | "high")[];
                            tier: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoliciesApprovalChains: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["ApprovalChains"] | null;
                        versions: components["schemas"]["PolicyVersion"][];
                        accounts: components["schemas"]["Labelled"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPoliciesApprovalChains: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    chains: {
                        /** @enum {string} */
                        subject: "export";
                        when?: {
                            minRows?: number;
                            /** @enum {string} */
                            minSensitivity?: "public" | "internal" | "confidential" | "trade_secret";
                            requesterDeparting?: boolean;
                        };
                        levels: {
                            name: string;
                            mode: ("any" | "all") | {
                                k: number;
                            };
                            approvers: {
                                /** @enum {string} */
                                role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                                /** @constant */
                                of?: "requester_team";
                            } | {
                                accountIds: string[];
                            };
                            expiresAfterHours: number;
                            escalateTo: {
                                /** @enum {string} */
                                role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                            };
                        }[];
                    }[];
                    exportRowCap: number;
                    exportGrantHours: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        version: number;
                        /** Format: date-time */
                        effectiveFrom: string;
                        chains: {
                            /** @enum {string} */
                            subject: "export";
                            when?: {
                                minRows?: number;
                                /** @enum {string} */
                                minSensitivity?: "public" | "internal" | "confidential" | "trade_secret";
                                requesterDeparting?: boolean;
                            };
                            levels: {
                                name: string;
                                mode: ("any" | "all") | {
                                    k: number;
                                };
                                approvers: {
                                    /** @enum {string} */
                                    role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                                    /** @constant */
                                    of?: "requester_team";
                                } | {
                                    accountIds: string[];
                                };
                                expiresAfterHours: number;
                                escalateTo: {
                                    /** @enum {string} */
                                    role: "admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer";
                                };
                            }[];
                        }[];
                        exportRowCap: number;
                        exportGrantHours: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoliciesDetection: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["DetectionPolicy"] | null;
                        versions: components["schemas"]["PolicyVersion"][];
                        accounts: components["schemas"]["Labelled"][];
                        catalogue: {
                            code: string;
                            weight: number | null;
                            legitimate: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPoliciesDetection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode: "off" | "shadow" | "on";
                    budget: {
                        alertsPerMonth: number;
                    };
                    indicators: {
                        [key: string]: {
                            enabled?: boolean;
                            weight?: number;
                        };
                    };
                    caps: {
                        exportRowsPerDay: number;
                        exportRows: number;
                        viewsPerHour: number;
                    };
                    calendar: {
                        timezone: string;
                        workingHours: {
                            from: string;
                            to: string;
                            days: number[];
                        };
                        holidays: string[];
                    };
                    peers: ("role" | "team" | "region")[];
                    lookBackDays: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        version: number;
                        /** Format: date-time */
                        effectiveFrom: string;
                        /** @enum {string} */
                        mode: "off" | "shadow" | "on";
                        budget: {
                            alertsPerMonth: number;
                        };
                        indicators: {
                            [key: string]: {
                                enabled?: boolean;
                                weight?: number;
                            };
                        };
                        caps: {
                            exportRowsPerDay: number;
                            exportRows: number;
                            viewsPerHour: number;
                        };
                        calendar: {
                            timezone: string;
                            workingHours: {
                                from: string;
                                to: string;
                                days: number[];
                            };
                            holidays: string[];
                        };
                        peers: ("role" | "team" | "region")[];
                        lookBackDays: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPoliciesDetectionSimulations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode: "off" | "shadow" | "on";
                    budget: {
                        alertsPerMonth: number;
                    };
                    indicators: {
                        [key: string]: {
                            enabled?: boolean;
                            weight?: number;
                        };
                    };
                    caps: {
                        exportRowsPerDay: number;
                        exportRows: number;
                        viewsPerHour: number;
                    };
                    calendar: {
                        timezone: string;
                        workingHours: {
                            from: string;
                            to: string;
                            days: number[];
                        };
                        holidays: string[];
                    };
                    peers: ("role" | "team" | "region")[];
                    lookBackDays: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        days: 30;
                        alertsGained: {
                            team: string;
                            role: string;
                            employee: components["schemas"]["Labelled"];
                            /** Format: date */
                            date: string;
                            /** @enum {string} */
                            severity: "elevated" | "high" | "critical";
                        }[];
                        alertsLost: {
                            team: string;
                            role: string;
                            employee: components["schemas"]["Labelled"];
                            /** Format: date */
                            date: string;
                            /** @enum {string} */
                            severity: "elevated" | "high" | "critical";
                        }[];
                        alertsPerMonth: {
                            now: number;
                            draft: number;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoliciesDetectionCanaries: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["Canaries"] | null;
                        versions: components["schemas"]["PolicyVersion"][];
                        accounts: components["schemas"]["Labelled"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPoliciesDetectionCanaries: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customerIds: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        revision: number;
                        position: string;
                        version: number;
                        /** Format: date-time */
                        effectiveFrom: string;
                        customerIds: string[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesIdRisk: {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RiskAssessment"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEmployeesIdRiskHistory: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                from?: string;
                to?: string;
            };
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RiskDay"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    /** @enum {string} */
                    mode: "cookie" | "bearer";
                } | {
                    email: string;
                    password: string;
                    /** @enum {string} */
                    mode: "cookie" | "bearer";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        roles: ("admin" | "security_officer" | "auditor" | "hr" | "manager" | "salesperson" | "privacy_officer")[];
                        employeeId: string | null;
                        /** Format: date-time */
                        expiresAt: string;
                        bearer?: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionsCurrent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    locale: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw: 412 when it changed. */
                "If-Match"?: string;
                /** @description A position of yours that the answer must hold. */
                "Bookward-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current?: string;
                    new: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
